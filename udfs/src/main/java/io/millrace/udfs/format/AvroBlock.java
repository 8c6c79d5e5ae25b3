package io.millrace.udfs.format;

import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Records that follow each other in Avro's binary encoding, as they do in a block of a container
 * file. What they become is as {@link PayloadFormat#AVRO} has it.
 */
public final class AvroBlock {
  private final AvroInput input;
  private final AvroValues values;
  private final Schema schema;

  /**
   * @param schema of the writer
   */
  public AvroBlock(byte[] bytes, Schema schema) {
    this.input = new AvroInput(bytes);
    this.values = new AvroValues(input);
    this.schema = schema;
  }

  /** How many bytes are not read yet. */
  public int remaining() {
    return input.remaining();
  }

  /**
   * The next record.
   *
   * @throws RefusedException if it is no such record; nothing more can be read then
   */
  public Map<?, ?> next() throws RefusedException {
    @Nullable Object value = values.read(schema);
    if (value instanceof Map<?, ?> record) {
      return record;
    }
    throw AvroDecoder.refused("Is no record");
  }
}
