package io.millrace.udfs.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.registry.RegistryException;
import io.millrace.testkit.RecordedData;
import io.millrace.udfs.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

class AvroTest {
  private static final Schema READING =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Reading", "fields": [
                {"name": "id", "type": "string"},
                {"name": "t", "type": ["null", "double"]},
                {"name": "n", "type": "int"},
                {"name": "state", "type": {"type": "enum", "name": "S", "symbols": ["ON", "OFF"]}},
                {"name": "price", "type":
                  {"type": "bytes", "logicalType": "decimal", "precision": 6, "scale": 2}}]}""");

  @Test
  void readsARecordOfARegisteredSchema() throws Exception {
    assertThat(read(READING, AvroBytes.framed(READING, reading(), 7)))
        .isEqualTo(Map.of("id", "p-7", "t", 71.5, "n", 3L, "state", "OFF", "price", "-12.30"));
  }

  /** What Avro's own reader gives for random values of the recorded schemas is what comes out. */
  @Test
  void readsWhatAvroWritesOfTheRecordedSchemas() throws Exception {
    JsonNode pairs =
        new ObjectMapper()
            .readTree(
                RecordedData.folder("avro-compat").resolve("reader-writer-pairs.json").toFile());
    int schemas = 0;
    int values = 0;
    for (JsonNode pair : pairs) {
      Schema schema = AvroBytes.parse(pair.get("writer"));
      if (schema == null || !AvroBytes.hasValues(schema, Set.of())) {
        continue;
      }
      schemas++;
      for (Object value : new RandomData(schema, 5, 42L + schemas)) {
        byte[] payload = AvroBytes.framed(schema, value, 7);
        assertThat(read(schema, payload))
            .as(schema.toString())
            .isEqualTo(AvroBytes.plain(schema, value));
        values++;
      }
    }
    System.out.printf("avro-compat: %d values of %d writers' schemas read%n", values, schemas);
    assertThat(schemas).isGreaterThan(50);
  }

  @Test
  void refusesWhatIsNotOfItsSchema() throws Exception {
    byte[] valid = AvroBytes.framed(READING, reading(), 7);
    for (int length = 0; length < valid.length; length++) {
      byte[] cut = Arrays.copyOf(valid, length);
      assertThat(Read.refusal(() -> read(READING, cut))).isEqualTo(RefusalCode.MALFORMED_AVRO);
    }
    byte[] more = Arrays.copyOf(valid, valid.length + 1);
    assertThat(Read.refusal(() -> read(READING, more))).isEqualTo(RefusalCode.MALFORMED_AVRO);
  }

  @Test
  void refusesBombs() {
    Schema nulls = Schema.createArray(Schema.create(Schema.Type.NULL));
    byte[] billions = Read.hex("0000000007feffffff0f00");
    assertThat(Read.refusal(() -> read(nulls, billions))).isEqualTo(RefusalCode.MALFORMED_AVRO);
    Schema text = Schema.create(Schema.Type.STRING);
    assertThat(Read.refusal(() -> read(text, billions))).isEqualTo(RefusalCode.MALFORMED_AVRO);
    Schema list =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "L", "fields": [{"name": "l", "type": ["null", "L"]}]}""");
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, 5, deep.length, (byte) 2);
    assertThat(Read.refusal(() -> read(list, deep))).isEqualTo(RefusalCode.MALFORMED_AVRO);
    Schema decimal = LogicalTypes.decimal(4).addToSchema(Schema.create(Schema.Type.BYTES));
    assertThat(Read.refusal(() -> read(decimal, Read.hex("0000000007067fffff"))))
        .isEqualTo(RefusalCode.MALFORMED_AVRO);
  }

  @Test
  void anUnknownSchemaIsRefusedAndARegistryThatIsDownIsNot() {
    byte[] payload = Read.hex("000000000700");
    assertThat(Read.refusal(() -> read(failing(404), payload)))
        .isEqualTo(RefusalCode.UNKNOWN_SCHEMA_ID);
    assertThat(Read.refusal(() -> read(failing(422), payload)))
        .isEqualTo(RefusalCode.UNKNOWN_SCHEMA_ID);
    assertThatThrownBy(() -> read(failing(0), payload)).isInstanceOf(UncheckedIOException.class);
    assertThat(Read.refusal(() -> Read.as("application/avro", payload)))
        .isEqualTo(RefusalCode.UNSUPPORTED_CONTENT_TYPE);
  }

  private static SchemaLookup failing(int status) {
    return id -> {
      throw new RegistryException(status, "no");
    };
  }

  static GenericRecord reading() {
    return new GenericRecordBuilder(READING)
        .set("id", "p-7")
        .set("t", 71.5)
        .set("n", 3)
        .set("state", AvroBytes.symbol(READING.getField("state").schema(), "OFF"))
        .set("price", AvroBytes.decimal(new BigDecimal(BigInteger.valueOf(-1230), 2)))
        .build();
  }

  static byte[] validReading() throws IOException {
    return AvroBytes.framed(READING, reading(), 7);
  }

  static Object read(byte[] payload) throws RefusedException {
    return read(READING, payload);
  }

  private static Object read(Schema schema, byte[] payload) throws RefusedException {
    return read((int id) -> schema, payload);
  }

  private static Object read(SchemaLookup schemas, byte[] payload) throws RefusedException {
    RawPayload raw = new RawPayload(payload, "application/avro", Map.of(), Given.NOON);
    return new PayloadFormats(schemas)
        .read(raw, new DeclaredFormat(PayloadFormat.JSON, List.of()))
        .value();
  }
}
