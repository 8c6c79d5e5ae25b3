package io.millrace.local.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/**
 * HiveMQ Community Edition. Needs two directories, for configuration ({@code config.xml}) and for
 * data; sessions and messages survive its end. Takes whoever connects, unless {@code
 * MILLRACE_MQTT_USER} and {@code MILLRACE_MQTT_PASSWORD} are set.
 */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) {
    if (args.length != 2) {
      throw new IllegalArgumentException("CONFIG-DIRECTORY DATA-DIRECTORY");
    }
    EmbeddedExtension security =
        EmbeddedExtension.builder()
            .withId("millrace-security")
            .withName("Who may connect")
            .withVersion("1")
            .withExtensionMain(new Security(Login.of(System.getenv())))
            .build();
    EmbeddedHiveMQ broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(Path.of(args[0]))
            .withDataFolder(Path.of(args[1]))
            .withExtensionsFolder(Path.of(args[0]))
            .withEmbeddedExtension(security)
            .build();
    try {
      broker.start().join();
    } catch (CompletionException e) {
      e.printStackTrace();
      // Threads that it has begun would keep a broker alive that serves nobody.
      System.exit(1);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> broker.stop().join(), "stop"));
  }
}
