package io.millrace.udfs.dataset.read.parquet;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.udfs.dataset.TableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** Unpacks pages. */
final class PageCodec {
  private PageCodec() {}

  /**
   * The bytes of a page.
   *
   * @param codec null where it is one that nobody knew when this was written
   * @param size how many there must be
   */
  static byte[] unpack(@Nullable CompressionCodec codec, byte[] packed, int size)
      throws TableException {
    try {
      byte[] bytes = unpacked(codec, packed, size);
      if (bytes.length == size) {
        return bytes;
      }
    } catch (TableException e) {
      throw e;
    } catch (IOException e) {
      throw new TableException("A page of the Parquet file is damaged", e);
    }
    throw new TableException("A page of the Parquet file unpacks to another size than it tells");
  }

  private static byte[] unpacked(@Nullable CompressionCodec codec, byte[] packed, int size)
      throws IOException {
    if (codec == CompressionCodec.UNCOMPRESSED) {
      return packed;
    }
    if (size == 0) {
      return new byte[0];
    }
    if (codec == CompressionCodec.SNAPPY) {
      boolean told = Snappy.uncompressedLength(packed) == size;
      return told ? Snappy.uncompress(packed) : new byte[0];
    }
    if (codec == CompressionCodec.GZIP) {
      return limited(new GZIPInputStream(new ByteArrayInputStream(packed)), size);
    }
    if (codec == CompressionCodec.ZSTD) {
      return limited(new ZstdInputStream(new ByteArrayInputStream(packed)), size);
    }
    throw new TableException("Nothing here reads Parquet's codec " + codec);
  }

  private static byte[] limited(InputStream unpacking, int size) throws IOException {
    try (unpacking) {
      byte[] bytes = unpacking.readNBytes(size);
      return unpacking.read() < 0 ? bytes : new byte[0];
    }
  }
}
