package io.millrace.udfs.format;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks {@code gzip} and {@code zstd}, up to a limit: a few bytes that unpack to gigabytes are
 * refused before they take the memory.
 */
public final class ContentEncoding {
  /** Eight times what a message may have: texts of measurements shrink about that much. */
  static final int DEFAULT_LIMIT = 8 * 1024 * 1024;

  /** 8 MiB, which every zstd decoder is to support (RFC 8878); more could reserve 2 GiB. */
  private static final int ZSTD_WINDOW_LOG = 23;

  private final int limit;

  /**
   * @param limit most bytes that come out
   */
  public ContentEncoding(int limit) {
    this.limit = limit;
  }

  /**
   * The unpacked payload.
   *
   * @param encoding one of {@code gzip}, {@code x-gzip}, {@code zstd}, {@code identity}; null or
   *     blank for none
   */
  public byte[] unpack(byte[] packed, @Nullable String encoding) throws RefusedException {
    if (encoding == null || encoding.isBlank()) {
      return packed;
    }
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity" -> packed;
      case "gzip", "x-gzip" -> unpack(packed, GZIPInputStream::new);
      case "zstd" -> unpack(packed, ContentEncoding::zstd);
      default ->
          throw new RefusedException(
              RefusalCode.UNSUPPORTED_CONTENT_ENCODING, "", "Nothing here unpacks " + encoding);
    };
  }

  private byte[] unpack(byte[] packed, Unpacking unpacking) throws RefusedException {
    try (InputStream in = unpacking.open(new ByteArrayInputStream(packed))) {
      byte[] unpacked = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new RefusedException(
            RefusalCode.UNPACKED_TOO_LARGE, "", "Unpacks to more than " + limit + " bytes");
      }
      return unpacked;
    } catch (IOException e) {
      throw new RefusedException(
          RefusalCode.MALFORMED_CONTENT_ENCODING, "", "Cannot be unpacked: " + e.getMessage());
    }
  }

  private static InputStream zstd(InputStream packed) throws IOException {
    return new ZstdInputStream(packed).setLongMax(ZSTD_WINDOW_LOG);
  }

  /** Opens a packed stream. */
  @FunctionalInterface
  private interface Unpacking {
    InputStream open(InputStream packed) throws IOException;
  }
}
