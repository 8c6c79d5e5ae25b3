package io.millrace.udfs.rules.pattern.nfa;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Partial matches as bytes: each event and each step once, however many partial matches share it.
 *
 * <pre>
 * version 1 (byte), flags (byte: 1 stopped, 2 overflowed), events taken so far
 * number of events, each: its number as difference to the one before, timestamp, what is kept of it
 * number of steps, each: place of the event, place of the step before + 1, stage (a state's number)
 * number of partial matches, each: state, last step, first event; the same of those that wait
 * </pre>
 *
 * Numbers are written in seven bits a byte.
 */
public final class PartialMatchesCodec<E> {
  private static final int VERSION = 1;
  private static final int STOPPED = 1;
  private static final int OVERFLOWED = 2;
  private final Automaton automaton;
  private final EventCodec<E> events;

  public PartialMatchesCodec(Automaton automaton, EventCodec<E> events) {
    this.automaton = automaton;
    this.events = events;
  }

  public void write(PartialMatches<E> matches, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeByte((matches.stopped ? STOPPED : 0) | (matches.overflowed ? OVERFLOWED : 0));
    VarInts.write(matches.taken, out);
    Collection<Run<E>> waiting = matches.complete == null ? List.of() : matches.complete;
    Shared<E> shared = new Shared<>();
    matches.open.forEach(shared::add);
    waiting.forEach(shared::add);
    writeEvents(shared, out);
    writeSteps(shared, out);
    writeRuns(matches.open, shared, out);
    writeRuns(waiting, shared, out);
  }

  private void writeEvents(Shared<E> shared, DataOutput out) throws IOException {
    VarInts.write(shared.events.size(), out);
    long before = 0;
    for (Taken<E> taken : shared.events) {
      VarInts.write(taken.number() - before, out);
      VarInts.write(taken.timestamp(), out);
      events.write(taken.event(), out);
      before = taken.number();
    }
  }

  private void writeSteps(Shared<E> shared, DataOutput out) throws IOException {
    VarInts.write(shared.steps.size(), out);
    for (Step<E> step : shared.steps) {
      VarInts.write(shared.placeOf(step.taken), out);
      VarInts.write(step.previous == null ? 0 : shared.placeOf(step.previous) + 1, out);
      VarInts.write(automaton.numberOf(step.stage), out);
    }
  }

  private void writeRuns(Collection<Run<E>> runs, Shared<E> shared, DataOutput out)
      throws IOException {
    VarInts.write(runs.size(), out);
    for (Run<E> run : runs) {
      VarInts.write(run.state().id, out);
      VarInts.write(shared.placeOf(run.last()), out);
      VarInts.write(shared.placeOf(run.first()), out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is of another version or automaton, or damaged
   */
  public PartialMatches<E> read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of partial matches");
    }
    int flags = in.readByte();
    PartialMatches<E> matches = new PartialMatches<>();
    matches.stopped = (flags & STOPPED) != 0;
    matches.overflowed = (flags & OVERFLOWED) != 0;
    matches.taken = VarInts.read(in);
    List<Taken<E>> taken = readEvents(in);
    List<Step<E>> steps = readSteps(taken, in);
    matches.heldAtMost = taken.size();
    matches.open.addAll(readRuns(taken, steps, in));
    List<Run<E>> waiting = readRuns(taken, steps, in);
    if (!waiting.isEmpty()) {
      // Added in the heap's order they lie in it as before.
      waiting.forEach(matches.complete()::add);
    }
    return matches;
  }

  private List<Taken<E>> readEvents(DataInput in) throws IOException {
    int count = VarInts.readCount(in);
    List<Taken<E>> taken = new ArrayList<>();
    long number = 0;
    for (int i = 0; i < count; i++) {
      number += VarInts.read(in);
      long timestamp = VarInts.read(in);
      taken.add(new Taken<>(events.read(in), timestamp, number));
    }
    return taken;
  }

  private List<Step<E>> readSteps(List<Taken<E>> taken, DataInput in) throws IOException {
    int count = VarInts.readCount(in);
    List<Step<E>> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Taken<E> event = at(taken, VarInts.readCount(in));
      int previous = VarInts.readCount(in);
      String stage = state(VarInts.readCount(in)).stage;
      steps.add(new Step<>(stage, event, previous == 0 ? null : at(steps, previous - 1)));
    }
    return steps;
  }

  private List<Run<E>> readRuns(List<Taken<E>> taken, List<Step<E>> steps, DataInput in)
      throws IOException {
    int count = VarInts.readCount(in);
    List<Run<E>> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      State state = state(VarInts.readCount(in));
      Step<E> last = at(steps, VarInts.readCount(in));
      runs.add(new Run<>(state, last, at(taken, VarInts.readCount(in))));
    }
    return runs;
  }

  private State state(int id) throws IOException {
    if (id >= automaton.size()) {
      throw new IOException("Partial matches of another pattern: it has no state " + id);
    }
    return automaton.state(id);
  }

  private static <T> T at(List<T> list, int place) throws IOException {
    if (place >= list.size()) {
      throw new IOException("Damaged partial matches: nothing at place " + place);
    }
    return list.get(place);
  }
}
