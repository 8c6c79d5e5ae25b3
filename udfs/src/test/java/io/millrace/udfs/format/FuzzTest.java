package io.millrace.udfs.format;

import static io.millrace.udfs.format.Read.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Whatever arrives becomes plain values or a refusal. The seed is fixed: a failure comes again. */
class FuzzTest {
  private static final int ROUNDS = 20_000;
  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"x\":1,"
          + "\"datacontenttype\":\"text/csv\",\"data_base64\":\"YSxi\"}";
  private static final String SENML =
      "[{\"bn\":\"a\",\"bt\":1.2e9,\"bv\":1,\"n\":\"b\",\"v\":1.5,\"t\":-1},{\"vd\":\"-_8\"}]";

  static Stream<Fuzzed> formats() throws IOException {
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("t", 71.5);
    sample.put("n", Long.MAX_VALUE);
    sample.put("tags", List.of("a", "ü😀", List.of(true, 3)));
    sample.put("bytes", new byte[] {1, 2, 3});
    byte[] json = new ObjectMapper().writeValueAsBytes(sample);
    Object senml = new ObjectMapper().readValue(SENML, List.class);
    return Stream.of(
        new Fuzzed("", "", json),
        new Fuzzed("application/cbor", "", new CBORMapper().writeValueAsBytes(sample)),
        new Fuzzed("application/msgpack", "", messagePack()),
        new Fuzzed("application/avro", "", AvroTest.validReading()),
        new Fuzzed("text/csv", "", bytes("p-7,\"a \"\"b\"\"\",21.5,\r\n")),
        new Fuzzed("text/plain", "", bytes("ü 21.5")),
        new Fuzzed("application/octet-stream", "", bytes("abc")),
        new Fuzzed("application/senml+json", "", bytes(SENML)),
        new Fuzzed("application/senml+cbor", "", new CBORMapper().writeValueAsBytes(senml)),
        new Fuzzed("application/cloudevents+json", "", bytes(EVENT)),
        new Fuzzed("application/vnd.sparkplug.b", "", SparkplugTest.valid()),
        new Fuzzed("application/json", "gzip", ContentEncodingTest.gzip(json)),
        new Fuzzed("application/json", "zstd", Zstd.compress(json)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void givesPlainValuesOrARefusal(Fuzzed format) throws Exception {
    assertPlain(format.read(format.valid()));
    Random random = new Random(42);
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] payload = i % 4 == 0 ? noise(random) : mutated(format.valid(), random);
      accepted += accepts(format, payload) ? 1 : 0;
    }
    System.out.printf("fuzz: %s: %d payloads, %d accepted%n", format, ROUNDS, accepted);
  }

  private static boolean accepts(Fuzzed format, byte[] payload) {
    try {
      assertPlain(format.read(payload));
      return true;
    } catch (RefusedException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    } catch (RuntimeException | Error e) {
      return fail(format + " fails for " + HexFormat.of().formatHex(payload), e);
    }
  }

  private static void assertPlain(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> assertThat(key).isInstanceOf(String.class));
      map.values().forEach(FuzzTest::assertPlain);
    } else if (value instanceof List<?> list) {
      list.forEach(FuzzTest::assertPlain);
    } else if (value != null) {
      assertThat(value).isInstanceOfAny(String.class, Long.class, Double.class, Boolean.class);
    }
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(64)];
    random.nextBytes(noise);
    return noise;
  }

  /** Bytes changed, cut out, doubled or cut off. */
  private static byte[] mutated(byte[] valid, Random random) {
    byte[] payload = valid.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
    }
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(payload, random.nextInt(payload.length));
      case 1 -> Arrays.copyOf(payload, payload.length + random.nextInt(8));
      case 2 -> Arrays.copyOfRange(payload, random.nextInt(payload.length), payload.length);
      default -> payload;
    };
  }

  private static byte[] messagePack() throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(4).packString("t").packDouble(71.5).packInt(5).packLong(Long.MAX_VALUE);
      packer.packString("tags").packArrayHeader(2).packString("ü😀").packNil();
      packer.packString("bytes").packBinaryHeader(2).addPayload(new byte[] {1, 2});
      return packer.toByteArray();
    }
  }

  /** A format with a payload that is valid in it. */
  record Fuzzed(String contentType, String encoding, byte[] valid) {
    Object read(byte[] payload) throws RefusedException {
      if (contentType.equals("application/avro")) {
        return AvroTest.read(payload);
      }
      Map<String, String> headers = Map.of("content-encoding", encoding);
      return Read.read(contentType, headers, payload, null).value();
    }

    @Override
    public String toString() {
      return (contentType.isEmpty() ? "application/json" : contentType) + " " + encoding;
    }
  }
}
