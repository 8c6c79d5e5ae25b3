package io.millrace.bridge.mqtt;

import java.lang.reflect.Field;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DUP flag of a received message. The client library reads it but does not hand it out (1.4.0):
 * it is taken from the library's own objects. Where these look different, messages count as
 * delivered for the first time: then a redelivery can make a second observation, and none is lost.
 */
final class RedeliveryFlag {
  private static final Logger LOG = LoggerFactory.getLogger(RedeliveryFlag.class);

  private RedeliveryFlag() {}

  /**
   * Whether the broker says that it has sent this before; nothing where it cannot be told.
   *
   * @param publish a received {@code Mqtt5Publish} or {@code Mqtt3Publish} of QoS 1 or 2
   */
  static Optional<Boolean> of(Object publish) {
    try {
      Object five =
          publish.getClass().getSimpleName().equals("Mqtt3PublishView")
              ? read(publish, "delegate")
              : publish;
      Object stateful = read(read(read(five, "confirmable"), "publishWithFlows"), "publish");
      return Optional.of((Boolean) read(stateful, "dup"));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("The client library does not tell whether a message was sent before", e);
      return Optional.empty();
    }
  }

  private static Object read(Object object, String name) throws ReflectiveOperationException {
    Field field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    Object value = field.get(object);
    if (value == null) {
      throw new NoSuchFieldException(name + " is not set");
    }
    return value;
  }
}
