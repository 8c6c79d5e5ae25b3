package io.millrace.udfs.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation shows is what works. */
class DeviceExamplesTest {
  private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  @Test
  void the_device_of_the_user_guide_can_be_saved() throws Exception {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "commands.md")));
    assertThat(block.find()).isTrue();
    Device device =
        new DeviceCompiler().compile(Given.definition("device", "thermostat-7", 1, block.group(1)));
    assertThat(device.listens())
        .extracting(Listening::objectId, Listening::command)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("r12", "set"));
    assertThat(device.transport()).isInstanceOf(Transport.Mqtt.class);
  }

  @Test
  void so_can_the_network_server_and_the_valve_behind_it() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "commands.md"));
    int saved = 0;
    for (String id : new String[] {"valve-3", "tts"}) {
      for (Matcher block = BLOCK.matcher(page); block.find(); ) {
        if (block.group(1).startsWith("{\"id\": \"" + id + "\"")) {
          new DeviceCompiler().compile(Given.definition("device", id, 1, block.group(1)));
          saved++;
        }
      }
    }
    assertThat(saved).isEqualTo(2);
  }
}
