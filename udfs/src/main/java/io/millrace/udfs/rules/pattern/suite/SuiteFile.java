package io.millrace.udfs.rules.pattern.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.udfs.rules.pattern.suite.siddhi.NotApplicableException;
import io.millrace.udfs.rules.pattern.suite.siddhi.SiddhiCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of cases: a list of them, or an object with the list {@code cases}. */
public final class SuiteFile {
  private SuiteFile() {}

  /**
   * How a case went.
   *
   * @param name its own; numbered where two have the same
   * @param failure why it failed, null where it passed
   * @param notApplicable why it says nothing about patterns, the same text for all of a sort; null
   *     where it does
   */
  public record Outcome(String name, @Nullable String failure, @Nullable String notApplicable) {}

  /**
   * Runs all cases of a file; one that cannot be run fails, and the others go on.
   *
   * @throws IOException if the file cannot be read
   */
  public static List<Outcome> run(Path file, Engine engine) throws IOException {
    JsonNode content = new ObjectMapper().readTree(file.toFile());
    JsonNode cases = content.isArray() ? content : content.path("cases");
    if (!cases.isArray()) {
      throw new IOException("it holds no list of cases");
    }
    Map<String, Integer> names = new HashMap<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode node : cases) {
      String name = CaseReader.name(node);
      int number = names.merge(name, 1, Integer::sum);
      outcomes.add(run(number == 1 ? name : name + " (" + number + ")", node, engine));
    }
    return outcomes;
  }

  private static Outcome run(String name, JsonNode node, Engine engine) {
    try {
      return new Outcome(name, failure(node, engine), null);
    } catch (NotApplicableException e) {
      return new Outcome(name, null, e.getMessage());
    } catch (UnknownFeatureException e) {
      return new Outcome(name, e.getMessage(), null);
    } catch (Exception | StackOverflowError e) {
      return new Outcome(name, "cannot be run: " + e.getMessage(), null);
    }
  }

  private static @Nullable String failure(JsonNode node, Engine engine) throws Exception {
    if (SiddhiCase.is(node)) {
      return SiddhiCase.run(node, engine);
    }
    CepCase test = CaseReader.read(node);
    return test.difference(engine.run(test));
  }
}
