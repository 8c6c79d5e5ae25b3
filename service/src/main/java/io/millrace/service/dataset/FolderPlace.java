package io.millrace.service.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A folder; what comes in is in it too, so that it can be moved. */
final class FolderPlace implements DatasetPlace {
  private static final String INCOMING = ".incoming";

  private final Path folder;

  FolderPlace(DatasetSettings settings) {
    this.folder = Path.of(settings.folder()).toAbsolutePath().normalize();
  }

  @Override
  public Path incoming() {
    return folder.resolve(INCOMING);
  }

  @Override
  public void put(Path file, String name) throws IOException {
    Path place = folder.resolve(name);
    Files.createDirectories(place.getParent());
    force(file);
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes it survive a loss of power before anything says that it is there. */
  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {}
}
