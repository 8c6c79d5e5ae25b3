package io.millrace.udfs.rules.pattern.suite;

import io.millrace.udfs.rules.pattern.nfa.Automaton;
import io.millrace.udfs.rules.pattern.nfa.Found;
import io.millrace.udfs.rules.pattern.nfa.Incoming;
import io.millrace.udfs.rules.pattern.nfa.InvalidPatternException;
import io.millrace.udfs.rules.pattern.nfa.Limits;
import io.millrace.udfs.rules.pattern.nfa.Matcher;
import io.millrace.udfs.rules.pattern.nfa.PartialMatches;
import io.millrace.udfs.rules.pattern.nfa.PartialMatchesCodec;
import io.millrace.udfs.rules.pattern.nfa.Path;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our own matcher.
 *
 * @param throughBytes whether partial matches are written and read again after every event
 */
public record NativeEngine(boolean throughBytes) implements Engine {
  private static final long LONG_AFTER = Long.MAX_VALUE - 1;

  @Override
  public Result run(CepCase test) throws InvalidPatternException, IOException {
    Automaton automaton = Automaton.of(test.pattern());
    Matcher<CaseEvent> matcher =
        new Matcher<>(
            test.pattern(),
            automaton,
            test.timeouts(),
            condition -> test.conditions().get(condition).iterative(),
            Limits.NONE);
    PartialMatchesCodec<CaseEvent> codec =
        new PartialMatchesCodec<>(automaton, new CaseEventCodec(test.events()));
    PartialMatches<CaseEvent> matches = new PartialMatches<>();
    Recorder recorder = new Recorder(test.feed().moments());
    boolean begins = true;
    for (CaseEvent event : test.events()) {
      recorder.onWatermark(event.timestamp());
      advance(matcher, matches, recorder);
      recorder.atEvent(event);
      matcher.process(matches, new Asked(test.conditions(), event), begins, recorder);
      begins &= !test.feed().once() || matches.isEmpty() && recorder.result.isEmpty();
      matches = throughBytes ? through(codec, matches) : matches;
    }
    if (test.feed().moments()) {
      recorder.onWatermark(Math.min(test.feed().end(), LONG_AFTER));
      advance(matcher, matches, recorder);
    }
    return recorder.result;
  }

  private static void advance(
      Matcher<CaseEvent> matcher, PartialMatches<CaseEvent> matches, Recorder recorder) {
    if (recorder.moments) {
      matcher.pass(matches, recorder.watermark, recorder);
    } else {
      matcher.advance(matches, recorder.watermark, recorder);
    }
  }

  private static PartialMatches<CaseEvent> through(
      PartialMatchesCodec<CaseEvent> codec, PartialMatches<CaseEvent> matches) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(matches, new DataOutputStream(bytes));
    return codec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  /** The event as the matcher asks for it. */
  private record Asked(List<CaseCondition> conditions, CaseEvent event)
      implements Incoming<CaseEvent> {
    @Override
    public long timestamp() {
      return event.timestamp();
    }

    @Override
    public boolean hold(int condition) {
      return conditions.get(condition).holds(event, stage -> List.of());
    }

    @Override
    public boolean hold(int condition, Path<CaseEvent> path) {
      return conditions.get(condition).holds(event, path::of);
    }

    @Override
    public CaseEvent keep() {
      return event;
    }
  }

  /** Notes what is found, and when. */
  private static final class Recorder implements Found<CaseEvent> {
    private final Result result = new Result();
    private final boolean moments;
    private @Nullable CaseEvent present;
    private long watermark;

    Recorder(boolean moments) {
      this.moments = moments;
    }

    void onWatermark(long time) {
      present = null;
      watermark = time;
    }

    void atEvent(CaseEvent event) {
      present = event;
    }

    @Override
    public void matched(Map<String, List<CaseEvent>> stages, long at) {
      String when =
          present == null ? CaseMatch.onWatermark(reached(at)) : CaseMatch.atEvent(present.idx());
      result.matches().add(new CaseMatch(when, stages));
    }

    @Override
    public void timedOut(Map<String, List<CaseEvent>> stages, long at) {
      result.timeouts().add(new CaseMatch(CaseMatch.timedOut(reached(at), at), stages));
    }

    /** Of moments that pass, the one at which it is found. */
    private long reached(long at) {
      return moments ? at : watermark;
    }

    @Override
    public void failed(String reason) {
      result.errors().add(reason);
    }

    @Override
    public void overflowed(String reason) {
      result.errors().add(reason);
    }
  }
}
