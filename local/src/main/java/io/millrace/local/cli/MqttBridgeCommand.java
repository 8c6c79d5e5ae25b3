package io.millrace.local.cli;

import io.millrace.local.StackException;
import io.millrace.local.config.RepositoryRoot;
import io.millrace.local.config.StackConfig;
import io.millrace.local.server.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs a bridge of the user's own in the foreground. */
@Command(
    name = "mqtt-bridge",
    description = {
      "Runs the bridge from MQTT and HTTP to Kafka in the foreground, until Ctrl-C, for a broker and a"
          + " Kafka of your own. up runs one for the stack by itself.",
      "All options go to the bridge: mqtt-bridge --help lists them."
    })
public final class MqttBridgeCommand implements Callable<Integer> {
  private static final long END_SECONDS = 20;

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path jar = StackConfig.standard(RepositoryRoot.find()).bridgeJar();
    if (!Files.exists(jar)) {
      throw new StackException(jar + " is missing; build it with ./mvnw -DskipTests package");
    }
    List<String> command = new ArrayList<>(List.of(Java.executable(), "-jar", jar.toString()));
    command.addAll(options);
    Process bridge = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(bridge), "end-bridge"));
    return bridge.waitFor();
  }

  /** Ctrl-C reaches the bridge by itself; other signals only this process. */
  private static void end(Process bridge) {
    bridge.destroy();
    try {
      if (!bridge.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        bridge.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
