package io.deploytrail.integration;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
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
            .getIpam()
            .getConfig()
            .getFirst()
            .getGateway();
    return isHere(bridge)
        ? new HostAddress(bridge, bridge)
        : new HostAddress("127.0.0.1", "host.docker.internal");
  }

  private static boolean isHere(String address) {
    try {
      return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
    } catch (SocketException | UnknownHostException e) {
      throw new AssertionError("whether " + address + " is this host's", e);
    }
  }
}
