package io.millrace.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchBuildTest {
  @TempDir Path root;
  private BenchBuild build;

  @BeforeEach
  void sourcesAndAClasspathOfLongAgo() throws IOException {
    build = new BenchBuild(root);
    write("bench/load/src/main/java/Main.java", 10);
    write("bench/load/target/classpath", 1);
    write(".millrace/build", 20);
  }

  @Test
  void what_was_never_built_is_not_current() throws IOException {
    assertThat(build.isCurrent()).isFalse();
  }

  @Test
  void what_was_built_is_current_though_maven_left_the_classpath_as_old_as_it_was()
      throws IOException {
    build.finished(at(30));
    assertThat(build.isCurrent()).isTrue();
    assertThat(Files.getLastModifiedTime(build.classpath())).isEqualTo(at(1));
  }

  @Test
  void a_later_build_of_the_launcher_makes_it_old() throws IOException {
    build.finished(at(30));
    write(".millrace/build", 40);
    assertThat(build.isCurrent()).isFalse();
    build.finished(at(50));
    assertThat(build.isCurrent()).isTrue();
  }

  @Test
  void a_later_change_of_its_sources_makes_it_old() throws IOException {
    build.finished(at(30));
    write("bench/load/src/main/java/Main.java", 40);
    assertThat(build.isCurrent()).isFalse();
  }

  @Test
  void tests_and_what_the_build_writes_do_not() throws IOException {
    build.finished(at(30));
    write("bench/load/target/classes/Main.class", 40);
    write("bench/src/test/java/MainTest.java", 40);
    assertThat(build.isCurrent()).isTrue();
  }

  @Test
  void without_what_it_runs_from_it_is_built_again() throws IOException {
    build.finished(at(30));
    Files.delete(build.classpath());
    assertThat(build.isCurrent()).isFalse();
  }

  private void write(String file, int second) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "x");
    Files.setLastModifiedTime(path, at(second));
  }

  private static FileTime at(int second) {
    return FileTime.from(Instant.ofEpochSecond(1_700_000_000L + second));
  }
}
