package io.tidegate.sandbox.precheck;

import io.tidegate.sandbox.core.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Where a server is, however its host is written: by that, servers of several jobs are told apart
 * without logging in to each.
 *
 * @param host its address; the name where nobody knows one
 */
record ServerAddress(String host, int port) {
  private static final String THIS_MACHINE = "localhost";

  static ServerAddress of(Endpoint endpoint) {
    return new ServerAddress(host(endpoint.host()), endpoint.port());
  }

  private static String host(String name) {
    try {
      InetAddress address = InetAddress.getByName(name);
      return address.isLoopbackAddress() ? THIS_MACHINE : address.getHostAddress();
    } catch (UnknownHostException e) {
      return name.toLowerCase(Locale.ROOT);
    }
  }
}
