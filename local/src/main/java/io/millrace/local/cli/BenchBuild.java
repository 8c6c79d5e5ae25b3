package io.millrace.local.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Knows whether the bench is as new as its sources and as the launcher's own build, which a change
 * of all other sources renews. It has a stamp of its own: Maven leaves files that it would write
 * again with the same content as old as they are.
 *
 * @param root of the repository
 */
record BenchBuild(Path root) {

  /** Where the build puts what measures. */
  Path module() {
    return root.resolve("bench/load/target");
  }

  /** The class path of the libraries, relative to the module. */
  Path classpath() {
    return module().resolve("classpath");
  }

  boolean isCurrent() throws IOException {
    if (!Files.exists(classpath()) || !Files.exists(stamp())) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(stamp());
    Path launcher = root.resolve(".millrace/build");
    boolean launcherIsNewer =
        Files.exists(launcher) && Files.getLastModifiedTime(launcher).compareTo(built) > 0;
    return !launcherIsNewer && !anySourceAfter(built);
  }

  /**
   * Notes that it was built.
   *
   * @param begun when the build began: what was changed meanwhile is built next time
   */
  void finished(FileTime begun) throws IOException {
    Files.createDirectories(stamp().getParent());
    if (!Files.exists(stamp())) {
      Files.createFile(stamp());
    }
    Files.setLastModifiedTime(stamp(), begun);
  }

  private Path stamp() {
    return root.resolve(".millrace/bench");
  }

  /** Tests and what builds write are no sources. */
  private boolean anySourceAfter(FileTime built) throws IOException {
    AtomicBoolean found = new AtomicBoolean();
    Files.walkFileTree(
        root.resolve("bench"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.endsWith("target") || folder.endsWith("src/test")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.set(attributes.lastModifiedTime().compareTo(built) > 0);
            return found.get() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }
        });
    return found.get();
  }
}
