package io.deploytrail.integration.engines;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/// This host's address: the one to listen on, and its name in containers.
record HostAddress(String here, String inContainers) {
  /// The address of Docker's bridge, which only this host and its containers reach. Where Docker
  /// runs in a machine of its own, it forwards to the loopback of this one.
  static HostAddress ofContainers() {
    var bridge =
        DockerClientFactory.instance()
            .client()
            .inspectNetworkCmd()
            .withNetworkId("bridge")
            .exec()
            .getOptions()
            .getOrDefault("com.docker.network.bridge.name", "");
    return addressOf(bridge)
        .map(address -> new HostAddress(address, address))
        .orElseGet(() -> new HostAddress("127.0.0.1", "host.docker.internal"));
  }

  /// That of a network interface of this host.
  private static Optional<String> addressOf(String name) {
    try {
      return Optional.ofNullable(NetworkInterface.getByName(name)).stream()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .map(InetAddress::getHostAddress)
          .findFirst();
    } catch (SocketException e) {
      throw new AssertionError("the addresses of " + name, e);
    }
  }
}
