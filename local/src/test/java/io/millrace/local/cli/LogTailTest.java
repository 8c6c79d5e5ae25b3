package io.millrace.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path directory;

  @Test
  void showsTheLastLines() throws IOException {
    assertThat(last(2, "one\ntwo\nthree\n")).isEqualTo("two\nthree\n");
    assertThat(last(1, "one\ntwo, unfinished")).isEqualTo("two, unfinished");
    assertThat(last(9, "one\ntwo\n")).isEqualTo("one\ntwo\n");
    assertThat(last(3, "")).isEmpty();
  }

  @Test
  void findsThemAcrossBlocks() throws IOException {
    String text =
        IntStream.range(0, 5000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());

    assertThat(last(4000, text)).startsWith("line 1000\n").endsWith("line 4999\n");
  }

  @Test
  void followsWhatIsAddedAndAFileThatBeginsAnew() throws Exception {
    Path log = Files.writeString(directory.resolve("log"), "first\n");
    LogTail tail = new LogTail(log);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tail.last(1, out);
    Thread follower = new Thread(() -> follow(tail, out));
    follower.start();

    Files.writeString(log, "second\n", StandardOpenOption.APPEND);
    await().until(() -> text(out).equals("first\nsecond\n"));
    Files.writeString(log, "new\n");
    await().until(() -> text(out).equals("first\nsecond\nnew\n"));

    follower.interrupt();
    follower.join();
  }

  private static void follow(LogTail tail, ByteArrayOutputStream out) {
    try {
      tail.follow(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String last(int lines, String text) throws IOException {
    Path log = Files.writeString(directory.resolve("last"), text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LogTail(log).last(lines, out);
    return text(out);
  }

  private static String text(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8);
  }
}
