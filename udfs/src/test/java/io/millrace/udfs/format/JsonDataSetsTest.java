package io.millrace.udfs.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

class JsonDataSetsTest {
  private static final Set<RefusalCode> CODES =
      Set.of(RefusalCode.MALFORMED_JSON, RefusalCode.NOT_UTF_8);

  /** y_ must be accepted, n_ refused; i_ may be either, but nothing else. */
  @Test
  void json() throws Exception {
    int accepted = 0;
    int refused = 0;
    int either = 0;
    for (Path file : files(RecordedData.folder("json-testsuite").resolve("test_parsing"))) {
      String name = file.getFileName().toString();
      boolean read = reads(Files.readAllBytes(file));
      switch (name.charAt(0)) {
        case 'y' -> {
          assertThat(read).as(name).isTrue();
          accepted++;
        }
        case 'n' -> {
          assertThat(read).as(name).isFalse();
          refused++;
        }
        default -> either++;
      }
    }
    System.out.printf(
        "json-testsuite: %d accepted, %d refused, %d either way%n", accepted, refused, either);
    assertThat(accepted).isEqualTo(95);
    assertThat(refused).isEqualTo(187);
  }

  @Test
  void transformationsGiveValuesOrRefusals() throws Exception {
    int cases = 0;
    for (Path file : files(RecordedData.folder("json-testsuite").resolve("test_transform"))) {
      reads(Files.readAllBytes(file));
      cases++;
    }
    System.out.println("json-testsuite: " + cases + " transformations give a value or a refusal");
    assertThat(cases).isPositive();
  }

  private static boolean reads(byte[] payload) {
    try {
      JsonDecoder.parse(payload);
      return true;
    } catch (RefusedException e) {
      assertThat(CODES).contains(e.code());
      return false;
    }
  }

  @Test
  void naughtyStringsComeOutAsTheyWentIn() throws Exception {
    Path folder = RecordedData.folder("naughty-strings");
    ObjectMapper json = new ObjectMapper();
    List<?> texts = json.readValue(folder.resolve("blns.json").toFile(), List.class);
    for (Object each : texts) {
      String text = (String) each;
      assertThat(Read.as("", json.writeValueAsBytes(Map.of(text, text))))
          .isEqualTo(Map.of(text, text));
      assertThat(Read.as("text/plain", text)).isEqualTo(text);
      assertThat(Read.as("application/msgpack", packed(text))).isEqualTo(text);
      String cell = '"' + text.replace("\"", "\"\"") + '"';
      assertThat(Read.as("text/csv", cell)).isEqualTo(List.of(text));
    }
    List<?> encoded = json.readValue(folder.resolve("blns.base64.json").toFile(), List.class);
    for (Object each : encoded) {
      String text = (String) each;
      assertThat(Read.as("application/octet-stream", Base64.getDecoder().decode(text)))
          .isEqualTo(text);
    }
    System.out.printf(
        "naughty-strings: %d texts through four formats, %d as bytes%n",
        texts.size(), encoded.size());
    assertThat(texts).hasSizeGreaterThan(400);
  }

  private static byte[] packed(String text) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packString(text);
      return packer.toByteArray();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
