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

/**
 * Our own matcher.
 *
 * @param throughBytes whether partial matches are written and read again after every event
 */
public record NativeEngine(boolean throughBytes) implements Engine {

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
    Recorder recorder = new Recorder();
    for (CaseEvent event : test.events()) {
      recorder.watermark = event.timestamp();
      recorder.when = CaseMatch.onWatermark(event.timestamp());
      matcher.advance(matches, event.timestamp(), recorder);
      recorder.when = CaseMatch.atEvent(event.idx());
      matcher.process(matches, new Asked(test.conditions(), event), true, recorder);
      matches = throughBytes ? through(codec, matches) : matches;
    }
    return recorder.result;
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
    private String when = "";
    private long watermark;

    @Override
    public void matched(Map<String, List<CaseEvent>> stages, long at) {
      result.matches().add(new CaseMatch(when, stages));
    }

    @Override
    public void timedOut(Map<String, List<CaseEvent>> stages, long at) {
      result.timeouts().add(new CaseMatch(CaseMatch.timedOut(watermark, at), stages));
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
