package io.millrace.service.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentsTest {
  private static Document read(String body) {
    return JsonDocuments.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static ProblemException refusal(byte[] body) {
    return catchThrowableOfType(ProblemException.class, () -> JsonDocuments.read(body));
  }

  @Test
  void keepsNumbersAndOrder() {
    Document document = read("{ \"b\": 1.50, \"a\": 12345678901234567890, \"c\": 1e2 }");
    assertThat(document.json()).isEqualTo("{\"b\":1.50,\"a\":12345678901234567890,\"c\":1E+2}");
  }

  @Test
  void orderAndSpaceDoNotMakeAnotherDocument() {
    Document document = read("{\"a\":1,\"b\":{\"x\":2,\"y\":3}}");
    assertThat(document.sameAs("{\"b\":{\"y\":3,\"x\":2},\"a\":1}")).isTrue();
    assertThat(document.sameAs("{\"b\":{\"y\":3,\"x\":2},\"a\":2}")).isFalse();
  }

  @Test
  void saysWhereItIsBroken() {
    ProblemException problem = refusal("{\"a\": 1,\n  \"b\" 2}".getBytes(StandardCharsets.UTF_8));
    assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_DOCUMENT);
    assertThat(problem.members()).containsEntry("line", 2).containsKey("column");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{} {}",
        "{\"a\":NaN}",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":1,}"
      })
  void refusesWhatIsNoJsonObject(String body) {
    assertThat(refusal(body.getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo(ProblemCode.MALFORMED_DOCUMENT);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    assertThat(refusal(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}).code())
        .isEqualTo(ProblemCode.MALFORMED_DOCUMENT);
  }

  @Test
  void refusesWhatKafkaWouldRefuse() {
    byte[] body = ("{\"a\":\"" + "x".repeat(1_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(refusal(body).code()).isEqualTo(ProblemCode.BODY_TOO_LARGE);
  }
}
