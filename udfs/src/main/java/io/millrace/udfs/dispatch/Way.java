package io.millrace.udfs.dispatch;

import io.millrace.schemas.avro.Route;
import io.millrace.schemas.avro.TransportKind;
import io.millrace.udfs.device.CommandCodec;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.Transport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a device is reached.
 *
 * @param owner the device whose transport it is: itself or a gateway
 */
record Way(Device device, Device owner, Transport transport) {
  /** Its own codec, for it knows best what it reads; else the transport's, or null. */
  @Nullable CommandCodec codec() {
    CommandCodec own = device.codec();
    return own == null ? transport.encoding().codec() : own;
  }

  /** The placeholders of addresses and bodies that do not depend on the payload. */
  Map<String, String> places(String command, int fPort) {
    return Map.of(
        "device", device.id(),
        "gateway", owner.id(),
        "type", device.type(),
        "command", command,
        "fPort", Integer.toString(fPort));
  }

  /** The way with every placeholder filled in. */
  Route route(Map<String, String> places) {
    Route.Builder route =
        Route.newBuilder()
            .setAddress(transport.address().fill(places))
            .setGatewayId(owner.id().equals(device.id()) ? null : owner.id());
    if (transport instanceof Transport.Mqtt mqtt) {
      route.setKind(TransportKind.MQTT).setQos(mqtt.qos()).setRetain(mqtt.retain());
    } else if (transport instanceof Transport.Http http) {
      route.setKind(TransportKind.HTTP).setMethod(http.method()).setSecret(http.secret());
    } else if (transport instanceof Transport.SignalR hub) {
      route.setKind(TransportKind.SIGNALR).setMethod(hub.method()).setSecret(hub.secret());
    }
    return route.build();
  }
}
