package io.millrace.udfs.device;

import org.jspecify.annotations.Nullable;

/** How a device is reached. Addresses are templates: see {@link AddressTemplate}. */
public sealed interface Transport {
  AddressTemplate address();

  /** Where the bytes come from, and in what form they go. */
  Encoding encoding();

  /**
   * How a command becomes what is sent.
   *
   * @param codec makes the bytes, unless the device names one itself; null: the command's JSON
   * @param body wraps them in a document; null: they are sent as they are
   */
  record Encoding(@Nullable CommandCodec codec, @Nullable BodyTemplate body) {
    public static final Encoding PLAIN = new Encoding(null, null);
  }

  /**
   * A message to a topic of the broker.
   *
   * @param qos 0, 1 or 2
   */
  record Mqtt(AddressTemplate address, int qos, boolean retain, Encoding encoding)
      implements Transport {}

  /**
   * A request to a URL.
   *
   * @param method POST, PUT or PATCH
   * @param secret name of the dispatcher's secret that signs it; null: not signed
   */
  record Http(AddressTemplate address, String method, @Nullable String secret, Encoding encoding)
      implements Transport {}

  /**
   * An invocation of a method on a SignalR hub.
   *
   * @param secret name of the dispatcher's secret that is the access token; null: none
   */
  record SignalR(AddressTemplate address, String method, @Nullable String secret, Encoding encoding)
      implements Transport {}
}
