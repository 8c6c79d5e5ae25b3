package io.millrace.jobs.rules.cep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.udfs.rules.pattern.nfa.InvalidPatternException;
import io.millrace.udfs.rules.pattern.suite.CaseReader;
import io.millrace.udfs.rules.pattern.suite.CepCase;
import io.millrace.udfs.rules.pattern.suite.NativeEngine;
import io.millrace.udfs.rules.pattern.suite.Result;
import java.util.List;
import org.apache.flink.cep.pattern.MalformedPatternException;
import org.jspecify.annotations.Nullable;

/** Random cases on both engines. */
public final class PatternFuzz {
  private final FlinkCepEngine flink;
  private final NativeEngine ours = new NativeEngine(true);

  /** Not for many threads, as the engine is not. */
  public PatternFuzz(FlinkCepEngine flink) {
    this.flink = flink;
  }

  /**
   * How a case went.
   *
   * @param disagreement what is different, and the smallest case in which it is; null if nothing
   * @param matches found by both
   * @param moments time passed moment by moment, as in rules; else it jumped from event to event
   */
  public record Verdict(Kind kind, @Nullable String disagreement, int matches, boolean moments) {}

  /** How it went. */
  public enum Kind {
    AGREED,
    /** Both refuse the pattern, or ours does for it would never end. */
    REFUSED,
    /** Flink fails on an error of its own. */
    FLINK_FAILED,
    DISAGREED
  }

  /** Runs the case of a seed. */
  public Verdict run(long seed) {
    ObjectNode test = RandomCase.of(seed);
    Verdict verdict = compare(test);
    if (verdict.kind() != Kind.DISAGREED) {
      return verdict;
    }
    ObjectNode smallest = new Shrinker(t -> compare(t).kind() == Kind.DISAGREED).shrink(test);
    String disagreement = compare(smallest).disagreement() + "\n  in " + smallest;
    return new Verdict(Kind.DISAGREED, disagreement, 0, verdict.moments());
  }

  private Verdict compare(ObjectNode node) {
    renumber((ArrayNode) node.path("events"));
    return compare(CaseReader.read(node));
  }

  /** Runs a case on both, whatever it expects. */
  public Verdict compare(CepCase test) {
    Result found;
    try {
      found = ours.run(test);
    } catch (InvalidPatternException e) {
      return verdict(test, Kind.REFUSED, null);
    } catch (Exception e) {
      return verdict(test, Kind.DISAGREED, "ours failed: " + e);
    }
    try {
      return judged(test, found, flink.run(test));
    } catch (MalformedPatternException | UnsupportedOperationException e) {
      return verdict(test, Kind.DISAGREED, "Flink refuses: " + e.getMessage());
    } catch (Exception e) {
      return verdict(test, Kind.FLINK_FAILED, String.valueOf(e));
    }
  }

  private static Verdict judged(CepCase test, Result found, Result reference) {
    List<String> ours = found.lines(false, test.timeouts());
    List<String> theirs = reference.lines(false, test.timeouts());
    return ours.equals(theirs)
        ? new Verdict(Kind.AGREED, null, reference.matches().size(), test.feed().moments())
        : verdict(test, Kind.DISAGREED, "ours " + String.join("; ", ours) + "\n  Flink " + theirs);
  }

  private static Verdict verdict(CepCase test, Kind kind, @Nullable String disagreement) {
    return new Verdict(kind, disagreement, 0, test.feed().moments());
  }

  private static void renumber(ArrayNode events) {
    for (int i = 0; i < events.size(); i++) {
      ((ObjectNode) events.get(i)).put("idx", i);
    }
  }
}
