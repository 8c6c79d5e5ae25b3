package io.millrace.local.mqtt;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Who may connect: everybody, or whoever knows user and password.
 *
 * @param user empty for everybody
 */
record Login(String user, String password) implements SimpleAuthenticator {

  /** As {@code MILLRACE_MQTT_USER} and {@code MILLRACE_MQTT_PASSWORD} say. */
  static Login of(Map<String, String> environment) {
    return new Login(
        environment.getOrDefault("MILLRACE_MQTT_USER", ""),
        environment.getOrDefault("MILLRACE_MQTT_PASSWORD", ""));
  }

  @Override
  public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
    if (user.isEmpty() || isRight(input.getConnectPacket())) {
      output.authenticateSuccessfully();
    } else {
      output.failAuthentication();
    }
  }

  private boolean isRight(ConnectPacket connect) {
    ByteBuffer right = ByteBuffer.wrap(password.getBytes(StandardCharsets.UTF_8));
    return connect.getUserName().filter(user::equals).isPresent()
        && connect.getPassword().filter(right::equals).isPresent();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
