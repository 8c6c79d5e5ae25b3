package io.millrace.udfs.dataset.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroContainerTest {
  private static final Schema CITY =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "City", "fields": [
                {"name": "id", "type": "int"},
                {"name": "name", "type": ["null", "string"]},
                {"name": "area", "type": "double"}]}""");

  private static byte[] file(String codec, int rows, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(CITY))
            .setCodec(CodecFactory.fromString(codec))
            .setMeta("origin", "test")
            .create(CITY, bytes)) {
      for (int i = 1; i <= rows; i++) {
        writer.append(
            new GenericRecordBuilder(CITY)
                .set("id", i)
                .set("name", i % 2 == 0 ? null : name)
                .set("area", 1.5)
                .build());
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void readsWhatAvroWrites(String codec) throws Exception {
    Rows rows = Rows.of(TableFormat.AVRO, file(codec, 5000, "Ulm"));
    assertThat(rows.columns()).containsExactly("id", "name", "area");
    assertThat(rows.rows()).hasSize(5000);
    assertThat(rows.values().get(0)).isEqualTo(Map.of("id", 1L, "name", "Ulm", "area", 1.5));
    assertThat(rows.values().get(4999)).containsEntry("id", 5000L).containsEntry("name", null);
  }

  /** What is nested is written out with its names: 20 bytes an element here, and 80 as JSON. */
  @Test
  void aRowThatBecomesTooLargeIsRefused() throws Exception {
    Schema deep =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Deep", "fields": [{"name": "all", "type":
                  {"type": "array", "items": {"type": "map", "values": "string"}}}]}""");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(deep)).create(deep, bytes)) {
      for (int count : new int[] {3, 12_000, 3}) {
        Map<String, String> controls = Map.of("k", "\1".repeat(16));
        writer.append(
            new GenericRecordBuilder(deep)
                .set("all", Collections.nCopies(count, controls))
                .build());
      }
    }
    Rows rows = Rows.of(TableFormat.AVRO, bytes.toByteArray());
    assertThat(rows.values()).hasSize(2);
    assertThat(rows.unreadable()).containsExactly("2 row-too-large");
  }

  @Test
  void aFileThatEndsTooEarlyIsRefusedAndNotShort() throws Exception {
    byte[] whole = file("null", 5000, "Ulm");
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> Rows.of(TableFormat.AVRO, half))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("ends within a block");
  }

  @Test
  void aDamagedBlockIsRefused() throws Exception {
    byte[] whole = file("null", 100, "Ulm");
    whole[whole.length - 1] ^= 1;
    assertThatThrownBy(() -> Rows.of(TableFormat.AVRO, whole))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deflate", "snappy", "zstandard"})
  void aBlockThatUnpacksToTooMuchIsRefused(String codec) throws Exception {
    byte[] bomb = file(codec, 1, "x".repeat(AvroContainer.MOST_BLOCK_BYTES + 1));
    assertThat(bomb.length).isLessThan(AvroContainer.MOST_BLOCK_BYTES / 10);
    assertThatThrownBy(() -> Rows.of(TableFormat.AVRO, bomb))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("over");
  }

  @Test
  void anUnknownCodecIsRefused() throws Exception {
    String known = new String(file("null", 1, "Ulm"), StandardCharsets.ISO_8859_1);
    // Of the same length, so that the header stays whole.
    int at = known.indexOf("avro.codec") + "avro.codec".length() + 1;
    String renamed = known.substring(0, at) + "lzma" + known.substring(at + "lzma".length());
    byte[] bytes = renamed.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Rows.of(TableFormat.AVRO, bytes))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("'lzma'");
  }

  @Test
  void whatIsNoContainerIsRefused() {
    assertThatThrownBy(() -> Rows.of(TableFormat.AVRO, "id,name\n1,Ulm\n"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("no Avro container");
  }
}
