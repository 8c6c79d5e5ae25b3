package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.TableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Refuses zip files that unpack to far more than they are. It unpacks everything once and keeps
 * nothing, for the sizes that a zip file tells of itself need not be true.
 */
final class ZipGuard {
  /** Sheets shrink to a tenth; a hundred times is a file made to harm. */
  private static final int MOST_RATIO = 100;

  /** A small file may shrink as much as it likes. */
  private static final long ALWAYS_ALLOWED = 10L << 20;

  /** Texts that sheets share are held in memory, so they have a limit of their own. */
  private static final long MOST_SHARED = 128L << 20;

  private static final long MOST = 4L << 30;
  private static final int MOST_ENTRIES = 10_000;

  private ZipGuard() {}

  /**
   * @throws TableException if it is no zip file, or one that unpacks to too much
   */
  static void check(Path file, long size) throws IOException {
    long allowed = Math.min(MOST, Math.max(ALWAYS_ALLOWED, size * MOST_RATIO));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw new TableException("The workbook has more than " + MOST_ENTRIES + " parts");
      }
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        boolean shared = entry.getName().toLowerCase(Locale.ROOT).contains("sharedstrings");
        long most = shared ? Math.min(MOST_SHARED, allowed) : allowed;
        allowed -= unpacked(zip, entry, most);
      }
    } catch (ZipException e) {
      throw new TableException("The file is no workbook", e);
    }
  }

  private static long unpacked(ZipFile zip, ZipEntry entry, long most) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        total += read;
        if (total > most) {
          throw new TableException("The workbook unpacks to more than is allowed");
        }
      }
      return total;
    }
  }
}
