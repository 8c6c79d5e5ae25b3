package io.millrace.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the local file system, or one that is mounted. */
final class FolderStore implements ObjectStore {
  private final Path root;

  FolderStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public List<Entry> list(String prefix) throws IOException {
    // A prefix may end within a name; the folder it ends in is the place to look.
    Path folder = path(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (name.startsWith(prefix) && !hidden(root.relativize(file))) {
          entries.add(new Entry(name, Files.size(file)));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  /** Flink's sink writes {@code .part-0.inprogress}, and this class a file of its own like it. */
  private static boolean hidden(Path name) {
    for (Path part : name) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public InputStream read(String name, long from) throws IOException {
    try {
      SeekableByteChannel channel = Files.newByteChannel(path(name));
      return Channels.newInputStream(channel.position(from));
    } catch (NoSuchFileException e) {
      throw (FileNotFoundException) new FileNotFoundException(name).initCause(e);
    }
  }

  @Override
  public void write(String name, Path file) throws IOException {
    Path target = path(name);
    Files.createDirectories(target.getParent());
    Path writing = target.resolveSibling("." + target.getFileName() + ".writing");
    Files.copy(file, writing, StandardCopyOption.REPLACE_EXISTING);
    Files.move(writing, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path(name));
  }

  private Path path(String name) throws IOException {
    Path path = root.resolve(name).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("'" + name + "' is outside of the store");
    }
    return path;
  }

  @Override
  public void close() {}
}
