package io.millrace.udfs.dataset.read;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.udfs.dataset.TableException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * An Avro object container file (Avro 1.11 specification, "Object Container Files") as blocks of
 * bytes. Avro's own reader reserves whatever a block says of its size, and unpacks it without
 * limit; here both are bounded.
 */
final class AvroContainer implements Closeable {
  /** Writers make blocks of kilobytes; a record may be that of a row. */
  static final int MOST_BLOCK_BYTES = 64 << 20;

  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int SYNC_BYTES = 16;
  private static final int CHECKSUM_BYTES = 4;
  private static final int MOST_HEADER_BYTES = 4 << 20;

  private final InputStream in;
  private final Schema schema;
  private final String codec;
  private final byte[] sync;

  private AvroContainer(InputStream in, Schema schema, String codec, byte[] sync) {
    this.in = in;
    this.schema = schema;
    this.codec = codec;
    this.sync = sync;
  }

  static AvroContainer open(InputStream file) throws IOException {
    InputStream in = new BufferedInputStream(file);
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new TableException("The file is no Avro container");
    }
    try {
      Map<String, byte[]> header = header(in);
      byte[] sync = exactly(in, SYNC_BYTES);
      String codec = text(header.getOrDefault("avro.codec", new byte[0]));
      byte[] schema = header.getOrDefault("avro.schema", new byte[0]);
      return new AvroContainer(in, parse(text(schema)), codec, sync);
    } catch (EOFException | SchemaParseException e) {
      throw new TableException("The header of the Avro container is damaged", e);
    }
  }

  private static Schema parse(String text) throws TableException {
    Schema schema = new Schema.Parser().parse(text);
    if (schema.getType() != Schema.Type.RECORD) {
      throw new TableException("The Avro container holds no records");
    }
    return schema;
  }

  private static Map<String, byte[]> header(InputStream in) throws IOException {
    Map<String, byte[]> header = new HashMap<>();
    int left = MOST_HEADER_BYTES;
    for (long block = number(in); block != 0; block = number(in)) {
      if (block < 0) {
        number(in);
      }
      for (long i = 0; i < Math.abs(block); i++) {
        byte[] name = sized(in, left);
        byte[] value = sized(in, left);
        left -= name.length + value.length + 1;
        header.put(text(name), value);
      }
    }
    return header;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The schema of its writer: a record. */
  Schema schema() {
    return schema;
  }

  /**
   * A block, unpacked.
   *
   * @param count how many records it has
   */
  record Block(long count, byte[] bytes) {}

  /**
   * The next block, or null at the end.
   *
   * @throws TableException if it is damaged or too large
   */
  @Nullable Block next() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return null;
    }
    in.reset();
    try {
      long count = number(in);
      byte[] packed = sized(in, MOST_BLOCK_BYTES);
      if (count < 0 || !Arrays.equals(exactly(in, SYNC_BYTES), sync)) {
        throw new TableException("A block of the Avro container is damaged");
      }
      return new Block(count, unpacked(packed));
    } catch (EOFException e) {
      throw new TableException("The Avro container ends within a block", e);
    }
  }

  /** The bytes are all here, so what cannot be unpacked never can. */
  private byte[] unpacked(byte[] packed) throws TableException {
    try {
      return unpack(packed);
    } catch (TableException e) {
      throw e;
    } catch (IOException e) {
      throw new TableException("A block of the Avro container is damaged", e);
    }
  }

  private byte[] unpack(byte[] packed) throws IOException {
    return switch (codec) {
      case "", "null" -> packed;
      case "deflate" -> {
        Inflater raw = new Inflater(true);
        try {
          yield limited(new InflaterInputStream(new ByteArrayInputStream(packed), raw));
        } finally {
          raw.end();
        }
      }
      case "zstandard" -> limited(new ZstdInputStream(new ByteArrayInputStream(packed)));
      case "snappy" -> snappy(packed);
      default -> throw new TableException("Nothing here reads Avro's codec '" + codec + "'");
    };
  }

  /** Avro adds a checksum behind the block; the sync marker has told already that it is whole. */
  private static byte[] snappy(byte[] packed) throws IOException {
    int length = Math.max(0, packed.length - CHECKSUM_BYTES);
    if (Snappy.uncompressedLength(packed, 0, length) > MOST_BLOCK_BYTES) {
      throw tooLarge();
    }
    byte[] unpacked = new byte[Snappy.uncompressedLength(packed, 0, length)];
    Snappy.uncompress(packed, 0, length, unpacked, 0);
    return unpacked;
  }

  private static byte[] limited(InputStream unpacking) throws IOException {
    try (unpacking) {
      byte[] unpacked = unpacking.readNBytes(MOST_BLOCK_BYTES);
      if (unpacking.read() >= 0) {
        throw tooLarge();
      }
      return unpacked;
    }
  }

  private static TableException tooLarge() {
    return new TableException(
        "A block of the Avro container is over " + MOST_BLOCK_BYTES + " bytes");
  }

  private static byte[] sized(InputStream in, int most) throws IOException {
    long size = number(in);
    if (size < 0 || size > most) {
      throw tooLarge();
    }
    return exactly(in, (int) size);
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    return bytes;
  }

  /** A number of Avro's, which reads no byte beyond it. */
  private static long number(InputStream in) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
    return decoder.readLong();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
