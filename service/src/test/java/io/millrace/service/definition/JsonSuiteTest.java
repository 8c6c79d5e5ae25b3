package io.millrace.service.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The public JSON parsing test suite. */
class JsonSuiteTest {
  /** Valid JSON, but which of two members is meant nobody knows. */
  private static final Set<String> DUPLICATES =
      Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

  private static List<Path> files(String prefix) throws IOException {
    try (var files = Files.list(RecordedData.folder("json-testsuite").resolve("test_parsing"))) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }

  /** What is wrong with it, empty for nothing. */
  private static String refusal(Path file) throws IOException {
    try {
      JsonDocuments.read(Files.readAllBytes(file));
      return "";
    } catch (ProblemException e) {
      assertThat(e.code()).isEqualTo(ProblemCode.MALFORMED_DOCUMENT);
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void refusesAllThatIsNoJson() throws IOException {
    List<Path> files = files("n_");
    for (Path file : files) {
      assertThat(refusal(file)).as(file.toString()).isNotEmpty();
    }
    System.out.println("JSON suite: " + files.size() + " invalid cases replayed");
    assertThat(files).hasSizeGreaterThan(100);
  }

  @Test
  void acceptsEveryObject() throws IOException {
    List<Path> files = files("y_");
    for (Path file : files) {
      String refusal = refusal(file);
      if (DUPLICATES.contains(file.getFileName().toString())) {
        assertThat(refusal).contains("Duplicate");
      } else {
        assertThat(refusal).as(file.toString()).isIn("", "Must be a JSON object");
      }
    }
    System.out.println("JSON suite: " + files.size() + " valid cases replayed");
  }

  @Test
  void neverFailsOnDoubtfulOnes() throws IOException {
    List<Path> files = files("i_");
    for (Path file : files) {
      assertThat(refusal(file)).isNotNull();
    }
    System.out.println("JSON suite: " + files.size() + " doubtful cases replayed");
  }
}
