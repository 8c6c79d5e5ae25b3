package io.millrace.udfs.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.testkit.RecordedData;
import io.millrace.udfs.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenmlTest {
  /** When the tool that resolved the recorded packs ran: what their relative times count from. */
  private static final Instant RESOLVED_AT = Instant.ofEpochSecond(1_498_780_179);

  @Test
  void resolvesTheRecordedPacksAsTheyWereResolved() throws Exception {
    Path folder = RecordedData.folder("senml");
    int cases = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path resolved : files.filter(file -> file.toString().contains("resolved")).toList()) {
        List<?> expected = (List<?>) JsonDecoder.parse(Files.readAllBytes(resolved));
        String name = resolved.getFileName().toString();
        for (String form : List.of(".gen.json", ".json")) {
          Path pack = folder.resolve(name.replace(".gen.resolved.json", form));
          assertSame(
              pack, SenmlDecoder.json().decode(Files.readAllBytes(pack), RESOLVED_AT), expected);
          cases++;
        }
      }
    }
    System.out.println("senml: " + cases + " packs resolved as expected");
    assertThat(cases).isEqualTo(12);
  }

  private static void assertSame(Path pack, Object actual, List<?> expected) {
    List<?> records = (List<?>) actual;
    assertThat(records).as(pack.toString()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Map<?, ?> record = (Map<?, ?>) records.get(i);
      Map<?, ?> wanted = (Map<?, ?>) expected.get(i);
      assertThat(record.keySet()).isEqualTo(wanted.keySet());
      assertThat(record.get("n")).isEqualTo(wanted.get("n"));
      assertThat(record.get("u")).isEqualTo(wanted.get("u"));
      assertThat(number(record, "v")).isEqualTo(number(wanted, "v"));
      assertThat(number(record, "t")).isCloseTo(number(wanted, "t"), within(1e-6));
    }
  }

  private static double number(Map<?, ?> record, String field) {
    return ((Number) record.get(field)).doubleValue();
  }

  /** The pack of RFC 8428, section 6, as its bytes are given there. */
  @Test
  void readsTheRfcsCborExample() throws Exception {
    byte[] cbor =
        Read.hex(
            "87a721781b75726e3a6465763a6f773a3130653230373361303130383030363a22fb41d303a15b00106223"
                + "614120050067766f6c7461676501615602fb405e066666666666a3006763757272656e74062402fb3ff3"
                + "333333333333a3006763757272656e74062302fb3ff4cccccccccccda3006763757272656e74062202fb3f"
                + "f6666666666666a3006763757272656e74062102f93e00a3006763757272656e74062002fb3ff999999999"
                + "999aa3006763757272656e74060002fb3ffb333333333333");
    List<?> records = (List<?>) Read.as("application/senml+cbor", cbor);
    assertThat(records).hasSize(7);
    assertThat(records.get(0))
        .isEqualTo(
            Map.of(
                "n",
                "urn:dev:ow:10e2073a0108006:voltage",
                "u",
                "V",
                "v",
                120.1,
                "t",
                1276020076.001));
    assertThat(records.get(1))
        .isEqualTo(
            Map.of(
                "n",
                "urn:dev:ow:10e2073a0108006:current",
                "u",
                "A",
                "v",
                1.2,
                "t",
                1276020071.001));
  }

  @Test
  void addsBaseValueAndBaseSumAndKeepsTheRest() throws Exception {
    assertThat(
            senml(
                """
                [{"bn":"a","bv":10,"bs":1,"bt":1e9},{"v":1.5,"s":2,"ut":60},
                 {"bn":"b:","n":"c","vb":true},{"n":"d","vs":""},{"n":"e","vd":"-_8"}]"""))
        .isEqualTo(
            List.of(
                Map.of("n", "a", "v", 11.5, "s", 3L, "t", 1e9, "ut", 60L),
                Map.of("n", "b:c", "vb", true, "t", 1e9),
                Map.of("n", "b:d", "vs", "", "t", 1e9),
                Map.of("n", "b:e", "vd", "+/8=", "t", 1e9)));
  }

  @Test
  void smallTimesCountFromWhenThePackCame() throws Exception {
    long noon = Given.NOON.getEpochSecond();
    assertThat(senml("[{\"n\":\"a\",\"v\":1,\"t\":-5},{\"n\":\"b\",\"v\":1,\"bt\":268435456}]"))
        .isEqualTo(
            List.of(
                Map.of("n", "a", "v", 1L, "t", noon - 5),
                Map.of("n", "b", "v", 1L, "t", 268435456L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{\"n\":\"a\"}]",
        "[{\"v\":1}]",
        "[{\"n\":\"-a\",\"v\":1}]",
        "[{\"n\":\"a b\",\"v\":1}]",
        "[{\"n\":\"a\",\"v\":\"1\"}]",
        "[{\"n\":\"a\",\"v\":null}]",
        "[{\"n\":\"a\",\"v\":1,\"vs\":\"x\"}]",
        "[{\"n\":\"a\",\"v\":1,\"x_\":1}]",
        "[{\"n\":\"a\",\"v\":1,\"bver\":11}]",
        "[{\"n\":\"a\",\"vd\":\"*\"}]",
        "[{\"n\":\"a\",\"v\":1.7e308,\"bv\":1.7e308}]",
      })
  void refusesWhatIsNoPack(String payload) {
    assertThat(Read.refusal(() -> Read.as("application/senml+json", payload)))
        .isEqualTo(RefusalCode.MALFORMED_SENML);
  }

  @Test
  void aSourceThatDeclaresItMaySendItAsPlainJson() throws Exception {
    DeclaredFormat senml = new DeclaredFormat(PayloadFormat.SENML_JSON, List.of());
    byte[] pack = new ObjectMapper().writeValueAsBytes(List.of(Map.of("n", "a", "v", 1, "t", 1e9)));
    assertThat(Read.read("application/json", Map.of(), pack, senml).value())
        .isEqualTo(List.of(Map.of("n", "a", "v", 1L, "t", 1e9)));
  }

  private static Object senml(String pack) throws Exception {
    return Read.as("application/senml+json", pack);
  }
}
