package io.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeadLetterState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

/** Letters that were written before replays can still be read. */
class DeadLetterSchemaTest {
  private static final Schema BEFORE_REPLAYS =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "DeadLetter", "namespace": "io.millrace.schemas.avro",
               "fields": [
                 {"name": "id", "type": "string"},
                 {"name": "stage", "type": "string"},
                 {"name": "code", "type": "string"},
                 {"name": "reason", "type": "string"},
                 {"name": "path", "type": "string", "default": ""},
                 {"name": "topic", "type": "string"},
                 {"name": "partition", "type": "int"},
                 {"name": "offset", "type": "long"},
                 {"name": "key", "type": ["null", "bytes"], "default": null},
                 {"name": "payload", "type": ["null", "bytes"], "default": null},
                 {"name": "headers", "type": {"type": "map", "values": "bytes"}},
                 {"name": "definitionId", "type": ["null", "string"], "default": null},
                 {"name": "definitionVersion", "type": ["null", "long"], "default": null},
                 {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                 {"name": "attempt", "type": "int", "default": 1}]}""");

  @Test
  void theRegistryTakesIt() {
    assertThat(
            SchemaCompatibility.checkReaderWriterCompatibility(
                    DeadLetter.getClassSchema(), BEFORE_REPLAYS)
                .getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @Test
  void aLetterWithoutStateIsOpen() throws IOException {
    DeadLetter letter = read(written());
    assertThat(letter.getState()).isEqualTo(DeadLetterState.OPEN);
    assertThat(letter.getRoot()).isEmpty();
    assertThat(letter.getTraceId()).isNull();
    assertThat(letter.getReceivedAt()).isNull();
    assertThat(letter.getAttempt()).isEqualTo(1);
  }

  private static byte[] written() throws IOException {
    GenericData.Record old =
        new GenericRecordBuilder(BEFORE_REPLAYS)
            .set("id", "a")
            .set("stage", "map")
            .set("code", "wrong-type")
            .set("reason", "r")
            .set("topic", "device-messages")
            .set("partition", 0)
            .set("offset", 7L)
            .set("headers", Map.of())
            .set("at", 0L)
            .build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(BEFORE_REPLAYS).write(old, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static DeadLetter read(byte[] bytes) throws IOException {
    return new SpecificDatumReader<DeadLetter>(BEFORE_REPLAYS, DeadLetter.getClassSchema())
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
