package io.millrace.local.process;

import io.millrace.local.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs what refuses to run as root. For root, in a user namespace in which root has another id: the
 * process sees itself as an ordinary user and still owns root's files, so data and programs need no
 * change of owner.
 */
public final class OrdinaryUser {
  private static final List<String> UNSHARE =
      List.of("unshare", "--user", "--map-user=1000", "--map-group=1000");

  private OrdinaryUser() {}

  /** Whether we are root. */
  static boolean isRoot() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  /** The command such that it does not run as root. */
  public static List<String> command(List<String> command) {
    if (!isRoot()) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(UNSHARE);
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }

  /** Refuses, in a sentence, where that is not to be had. */
  public static void check() throws IOException, InterruptedException {
    if (!isRoot()) {
      return;
    }
    if (!Commands.isInstalled("unshare")) {
      throw new StackException(
          "PostgreSQL and Elasticsearch refuse to run as root, and unshare (util-linux) is not"
              + " installed to give them another user: install it or start as an ordinary user");
    }
    if (!Commands.succeeds(command(List.of("true")).toArray(String[]::new))) {
      throw new StackException(
          "PostgreSQL and Elasticsearch refuse to run as root, and this system does not permit"
              + " unshare to make a user namespace for them: start as an ordinary user");
    }
  }
}
