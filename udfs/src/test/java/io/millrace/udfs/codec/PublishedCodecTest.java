package io.millrace.udfs.codec;

import static io.millrace.udfs.codec.Run.data;
import static io.millrace.udfs.codec.Run.decode;
import static io.millrace.udfs.codec.Run.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Codecs in the forms in which device makers publish them. */
class PublishedCodecTest {
  @Test
  void readsSignedValuesAndBitFlags() throws Exception {
    try (Codec codec = Run.published("temperature-humidity.es5.js")) {
      CodecOutcome<Uplink> outcome = decode(codec, "FF38 7B 0C1C 8A", 2);
      assertThat(data(outcome))
          .containsExactly(
              entry("temperature", -2L),
              entry("humidity", 61.5),
              entry("battery", 3.1),
              entry("doorOpen", false),
              entry("tamper", true),
              entry("power", "solar"));
      assertThat(((CodecOutcome.Done<Uplink>) outcome).value().warnings())
          .containsExactly("self test failed");
    }
  }

  @Test
  void refusesWhatTheCodecCallsAnError() throws Exception {
    try (Codec codec = Run.published("temperature-humidity.es5.js")) {
      assertThat(refusal(decode(codec, "00", 2)))
          .isEqualTo(new CodecOutcome.Refused<>(CodecCode.CODEC_REJECTED, "payload too short"));
      assertThat(refusal(decode(codec, "00", 3)).reason()).isEqualTo("unknown port 3");
    }
  }

  @Test
  void runsModernSyntax() throws Exception {
    try (Codec codec = Run.published("channels.es2020.js")) {
      assertThat(data(decode(codec, "0167 FFD7 0267 0110 0368 51 0471 04D2FB2E0000", 5)))
          .containsEntry("receivedAt", "2026-11-21T08:00:00.000Z")
          .containsEntry("temperature_1", -4.1)
          .containsEntry("temperature_2", 27.2)
          .containsEntry("humidity_3", 40.5)
          .containsEntry("accelerometer_4", Map.of("x", 1.234, "y", -1.234, "z", 0L))
          .containsEntry("warmest", 27.2);
      assertThat(data(decode(codec, "", 5))).containsEntry("warmest", null);
      assertThat(refusal(decode(codec, "0199", 5)).reason()).isEqualTo("unknown type 0x99");
      assertThat(refusal(decode(codec, "0167FF", 5)).reason()).startsWith("ends within a value");
    }
  }

  @Test
  void readsFloatsAndBcdDates() throws Exception {
    try (Codec codec = Run.published("meter.es2020.js")) {
      assertThat(data(decode(codec, "261121 42F6E979 FFFFFFFF 01", 1)))
          .containsEntry("date", "2026-11-21")
          .containsEntry("flow", 123.45600128173828)
          .containsEntry("volume", 4294967295L)
          .containsEntry("valve", "open");
      assertThat(refusal(decode(codec, "26", 1)).code()).isEqualTo(CodecCode.CODEC_FAILED);
    }
  }

  @Test
  void encodesCommands() throws Exception {
    try (Codec codec = Run.published("meter.es2020.js")) {
      var outcome = codec.encodeDownlink(Map.of("interval", 300, "valve", "open"), 0);
      assertThat(outcome).isInstanceOf(CodecOutcome.Done.class);
      Downlink downlink = ((CodecOutcome.Done<Downlink>) outcome).value();
      assertThat(downlink.bytes()).isEqualTo(Run.hex("01012C0201"));
      assertThat(downlink.fPort()).isEqualTo(10);
      assertThat(refusal(codec.encodeDownlink(Map.of("interval", 0), 1)).code())
          .isEqualTo(CodecCode.CODEC_REJECTED);
    }
  }

  @Test
  void runsTheOlderForms() throws Exception {
    try (Codec ttn = Run.published("older-decoder.js");
        Codec chirpStack = Run.published("older-decode.js")) {
      assertThat(data(decode(ttn, "0AFF", 7)))
          .containsOnly(entry("byte0", 10L), entry("byte1", 255L), entry("port", 7L));
      assertThat(data(decode(chirpStack, "0102FF", 8)))
          .containsOnly(entry("port", 8L), entry("level", 258L), entry("last", 255L));
      var encoded = chirpStack.encodeDownlink(Map.of("level", 258), 9);
      assertThat(((CodecOutcome.Done<Downlink>) encoded).value().bytes())
          .isEqualTo(Run.hex("090102"));
    }
  }

  @Test
  void saysThatADirectionIsMissing() throws Exception {
    try (Codec codec = Run.published("temperature-humidity.es5.js")) {
      assertThat(refusal(codec.encodeDownlink(Map.of(), 1)).code())
          .isEqualTo(CodecCode.CODEC_MISSING_FUNCTION);
    }
  }
}
