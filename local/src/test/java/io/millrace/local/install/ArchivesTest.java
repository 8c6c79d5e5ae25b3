package io.millrace.local.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  @TempDir Path directory;

  @Test
  void keepsExecutableBitsOfAZip() throws IOException {
    Path archive = zip("bin/run");
    Path target = directory.resolve("target");

    Archives.unzip(archive, target);

    assertThat(target.resolve("bin/run")).hasBinaryContent(CONTENT).isExecutable();
  }

  @Test
  void keepsSymbolicLinksOfATar() throws IOException {
    Path archive = tar("lib/real.so", "lib/link.so", "real.so");
    Path target = directory.resolve("target");

    Archives.untarGzip(archive, target);

    assertThat(target.resolve("lib/link.so")).isSymbolicLink().hasBinaryContent(CONTENT);
  }

  @Test
  void refusesAZipThatWouldWriteElsewhere() throws IOException {
    Path archive = zip("../evil");

    assertThatThrownBy(() -> Archives.unzip(archive, directory.resolve("target")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("../evil");
    assertThat(directory.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesATarWhoseLinkLeadsElsewhere() throws IOException {
    Path archive = tar("real", "link", "../../etc/passwd");

    assertThatThrownBy(() -> Archives.untarGzip(archive, directory.resolve("target")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside");
  }

  private Path zip(String name) throws IOException {
    Path archive = directory.resolve("archive.zip");
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setUnixMode(0100755);
      zip.putArchiveEntry(entry);
      zip.write(CONTENT);
      zip.closeArchiveEntry();
    }
    return archive;
  }

  private Path tar(String name, String link, String linkTarget) throws IOException {
    Path archive = directory.resolve("archive.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TarArchiveEntry file = new TarArchiveEntry(name);
      file.setSize(CONTENT.length);
      tar.putArchiveEntry(file);
      tar.write(CONTENT);
      tar.closeArchiveEntry();
      TarArchiveEntry symbolic = new TarArchiveEntry(link, TarConstants.LF_SYMLINK);
      symbolic.setLinkName(linkTarget);
      tar.putArchiveEntry(symbolic);
      tar.closeArchiveEntry();
    }
    return archive;
  }
}
