package io.millrace.udfs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.testkit.RecordedData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Payloads and commands of real devices (the {@code lorawan} set), by codecs of our own in the
 * forms in which makers publish theirs: the set has the messages, not the programs.
 */
class LorawanDataSetTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DECENTLAB = "decentlab-commands.js";

  /** By vendor and driver; all of a vendor's commands are alike. */
  private static final Map<String, String> CODECS =
      Map.of(
          "elsys/elsys", "elsys-tlv.es5.js",
          "milesight/em300-sld-zld", "milesight-channels.es2020.js",
          "milesight/em300-th", "milesight-channels.es2020.js",
          "milesight/em500-pt100", "milesight-channels.es2020.js",
          "browan/tabs-tbhh100", "tabs-climate.decoder.js");

  private static final Map<String, Codec> RUNNING = new HashMap<>();

  /** One message of the set. */
  record Sample(String codec, JsonNode json) {
    boolean uplink() {
      return json.path("type").asText().equals("uplink");
    }

    byte[] bytes(JsonNode list) {
      byte[] bytes = new byte[list.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) list.get(i).intValue();
      }
      return bytes;
    }

    @Override
    public String toString() {
      return json.path("driver").asText() + ": " + json.path("description").asText();
    }
  }

  @AfterAll
  static void close() {
    RUNNING.values().forEach(Codec::close);
    RUNNING.clear();
  }

  static Stream<Sample> samples() throws Exception {
    JsonNode all =
        JSON.readTree(RecordedData.folder("lorawan").resolve("decoded-messages.json").toFile());
    List<Sample> samples = new ArrayList<>();
    for (JsonNode each : all) {
      String codec = codecOf(each);
      if (codec != null) {
        samples.add(new Sample(codec, each));
      }
    }
    System.out.printf("lorawan: %d messages, %d with a codec here%n", all.size(), samples.size());
    return samples.stream();
  }

  private static @Nullable String codecOf(JsonNode sample) {
    String vendor = sample.path("vendor").asText();
    if (sample.path("type").asText().equals("uplink")) {
      return CODECS.get(vendor + "/" + sample.path("driver").asText());
    }
    JsonNode command = sample.at("/input/data");
    boolean simple = command.isObject() && !command.isEmpty();
    for (JsonNode value : command) {
      simple &= value.isValueNode();
    }
    return switch (vendor) {
      case "decentlab" -> DECENTLAB;
      case "milesight" -> simple ? "milesight-channels.es2020.js" : null;
      default -> null;
    };
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givesWhatTheDevicesMakerExpects(Sample sample) throws Exception {
    Codec codec = codec(sample.codec());
    JsonNode input = sample.json().path("input");
    JsonNode expected = sample.json().path("output");
    if (sample.uplink()) {
      byte[] bytes = sample.bytes(input.path("bytes"));
      var outcome = codec.decodeUplink(bytes, input.path("fPort").asInt(1), Run.RECEIVED);
      assertThat(comparable(Run.data(outcome)))
          .isEqualTo(comparable(JSON.convertValue(expected.path("data"), Map.class)));
    } else {
      Map<String, ?> command = JSON.convertValue(input.path("data"), Map.class);
      var outcome = codec.encodeDownlink(command, 1);
      assertThat(outcome).isInstanceOf(CodecOutcome.Done.class);
      assertThat(((CodecOutcome.Done<Downlink>) outcome).value().bytes())
          .isEqualTo(sample.bytes(expected.path("bytes")));
    }
  }

  @Test
  void theSetHasEnoughForThem() throws Exception {
    assertThat(samples().filter(Sample::uplink)).hasSizeGreaterThanOrEqualTo(14);
    assertThat(samples().filter(sample -> !sample.uplink())).hasSizeGreaterThanOrEqualTo(100);
  }

  private static Codec codec(String name) throws Exception {
    Codec running = RUNNING.get(name);
    if (running == null) {
      running = Run.published(name);
      RUNNING.put(name, running);
    }
    return running;
  }

  /** Numbers are equal by value. */
  private static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, inner) -> all.put(key, comparable(inner)));
      return all;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(LorawanDataSetTest::comparable).toList();
    }
    return value instanceof Number number ? Double.valueOf(number.doubleValue()) : value;
  }
}
