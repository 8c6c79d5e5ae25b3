package io.millrace.bridge.dispatch;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The hosts that commands may be sent to. Whoever may save a device decides where requests go, and
 * the bridge may reach what that person may not.
 */
final class HostList {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private final List<String> entries;

  /**
   * @param text comma-separated: {@code host}, {@code host:port}, {@code *.domain}; empty for any
   */
  HostList(String text) {
    this.entries =
        Arrays.stream(text.split(",", -1))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  /** Returns the address as a URI, if its host may be asked. */
  URI check(String address) throws DeliveryException {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw DeliveryException.lasting("invalid-address", address + " is no URL");
    }
    if (uri.getHost() == null) {
      throw DeliveryException.lasting("invalid-address", address + " has no host");
    }
    if (!entries.isEmpty() && entries.stream().noneMatch(entry -> allows(entry, uri))) {
      throw DeliveryException.lasting(
          "host-not-allowed",
          uri.getHost() + " is not among " + DispatchOptions.ALLOWED_HOSTS.key());
    }
    return uri;
  }

  private static boolean allows(String entry, URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (entry.startsWith("*.")) {
      return host.endsWith(entry.substring(1));
    }
    return entry.equals(host) || entry.equals(host + ":" + port(uri));
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? HTTPS : HTTP;
  }
}
