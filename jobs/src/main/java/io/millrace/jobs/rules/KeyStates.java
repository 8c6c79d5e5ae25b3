package io.millrace.jobs.rules;

import io.millrace.udfs.rules.Key;
import io.millrace.udfs.rules.KeyState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;

/** What rules remember of the present key, in Flink's state. */
final class KeyStates {
  private KeyStates() {}

  static KeyState read(ValueState<byte[]> state, Key key) throws IOException {
    byte[] bytes = state.value();
    return bytes == null
        ? KeyState.empty(key)
        : KeyState.read(key, new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  static void write(ValueState<byte[]> state, KeyState of) throws IOException {
    if (of.isEmpty()) {
      state.clear();
      return;
    }
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    of.write(new DataOutputStream(buffer));
    state.update(buffer.toByteArray());
  }
}
