package io.millrace.bridge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.internal.checkpoint.Confirmable;
import com.hivemq.client.internal.mqtt.message.publish.MqttPublish;
import com.hivemq.client.internal.mqtt.message.publish.MqttStatefulPublish;
import com.hivemq.client.internal.mqtt.message.publish.mqtt3.Mqtt3PublishView;
import com.hivemq.client.internal.util.collections.ImmutableIntList;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.lang.reflect.Constructor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fails where a new release of the client library keeps the flag elsewhere. */
class RedeliveryFlagTest {
  private static final String INCOMING =
      "com.hivemq.client.internal.mqtt.handler.publish.incoming.";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isReadFromMessagesOfBothVersions(boolean dup) throws ReflectiveOperationException {
    MqttPublish received = received(dup);

    assertThat(RedeliveryFlag.of(received)).contains(dup);
    assertThat(RedeliveryFlag.of(Mqtt3PublishView.of(received))).contains(dup);
  }

  @Test
  void isNotToldOfWhatWasNotReceived() {
    assertThat(RedeliveryFlag.of(Mqtt5Publish.builder().topic("a").build())).isEmpty();
    assertThat(RedeliveryFlag.of("no message at all")).isEmpty();
  }

  /** A message as the library hands it to its user. */
  private static MqttPublish received(boolean dup) throws ReflectiveOperationException {
    MqttPublish publish =
        (MqttPublish) Mqtt5Publish.builder().topic("a").qos(MqttQos.AT_LEAST_ONCE).build();
    MqttStatefulPublish stateful = publish.createStateful(7, dup, 0, ImmutableIntList.of());
    Object withFlows = make(INCOMING + "MqttStatefulPublishWithFlows", stateful);
    Object confirmable = make(INCOMING + "MqttIncomingPublishConfirmable", null, withFlows);
    return publish.withConfirmable((Confirmable) confirmable);
  }

  private static Object make(String name, Object... arguments) throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(name).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }
}
