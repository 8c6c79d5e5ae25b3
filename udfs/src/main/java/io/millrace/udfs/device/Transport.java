package io.millrace.udfs.device;

import org.jspecify.annotations.Nullable;

/** How a device is reached. Addresses are templates: see {@link AddressTemplate}. */
public sealed interface Transport {
  AddressTemplate address();

  /**
   * A message to a topic of the broker.
   *
   * @param qos 0, 1 or 2
   */
  record Mqtt(AddressTemplate address, int qos, boolean retain) implements Transport {}

  /**
   * A request to a URL.
   *
   * @param method POST, PUT or PATCH
   * @param secret name of the dispatcher's secret that signs it; null: not signed
   */
  record Http(AddressTemplate address, String method, @Nullable String secret)
      implements Transport {}

  /**
   * An invocation of a method on a SignalR hub.
   *
   * @param secret name of the dispatcher's secret that is the access token; null: none
   */
  record SignalR(AddressTemplate address, String method, @Nullable String secret)
      implements Transport {}
}
