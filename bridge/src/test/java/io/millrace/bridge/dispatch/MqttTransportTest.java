package io.millrace.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bridge.mqtt.OutgoingMessage;
import io.millrace.schemas.avro.DeviceCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MqttTransportTest {
  private final List<OutgoingMessage> published = new ArrayList<>();
  private final MqttTransport transport =
      new MqttTransport(
          message -> {
            published.add(message);
            return CompletableFuture.completedFuture(null);
          });

  @Test
  void a_message_says_which_command_it_is() {
    transport.send(Commands.command("c1", "d1").build(), 2).join();
    assertThat(published.get(0).userProperties())
        .isEqualTo(Map.of("command-id", "c1", "device", "d1", "attempt", "2"));
    assertThat(published.get(0).contentType()).isEqualTo("application/json");
  }

  @Test
  void bytes_of_a_codec_come_with_their_port() {
    DeviceCommand command =
        Commands.command("c1", "d1")
            .setFPort(10)
            .setContentType("application/octet-stream")
            .build();
    transport.send(command, 1).join();
    assertThat(published.get(0).userProperties()).containsEntry("f-port", "10");
    assertThat(published.get(0).contentType()).isEqualTo("application/octet-stream");
  }
}
