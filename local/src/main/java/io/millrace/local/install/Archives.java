package io.millrace.local.install;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks archives with their executable bits and symbolic links. */
final class Archives {
  private static final int EXECUTABLE = 0b001_000_000;

  private Archives() {}

  static void unzip(Path archive, Path target) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntries();
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        Path path = inside(target, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          try (InputStream content = zip.getInputStream(entry)) {
            write(path, content, entry.getUnixMode());
          }
        }
      }
    }
  }

  static void untarGzip(Path archive, Path target) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
        InputStream plain =
            GzipCompressorInputStream.builder()
                .setInputStream(in)
                .setDecompressConcatenated(true)
                .get()) {
      untar(plain, target);
    }
  }

  /** Unpacks the one {@code .txz} inside a jar. */
  static void untarXzInJar(Path jar, Path target) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(jar).get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntries();
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".txz")) {
          try (InputStream in = new BufferedInputStream(zip.getInputStream(entry));
              InputStream plain = new XZCompressorInputStream(in)) {
            untar(plain, target);
          }
          return;
        }
      }
    }
    throw new IOException(jar + " has no .txz in it");
  }

  private static void untar(InputStream in, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = inside(target, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          inside(target, target.relativize(path.resolveSibling(entry.getLinkName())).toString());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          write(path, tar, entry.getMode());
        }
      }
    }
  }

  private static void write(Path path, InputStream content, int mode) throws IOException {
    Files.createDirectories(path.getParent());
    Files.copy(content, path);
    if ((mode & EXECUTABLE) != 0) {
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  /** Where the entry goes; an archive that would write elsewhere is refused. */
  private static Path inside(Path target, String name) throws IOException {
    Path path = target.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("The archive would write outside of " + target + ": " + name);
    }
    return path;
  }
}
