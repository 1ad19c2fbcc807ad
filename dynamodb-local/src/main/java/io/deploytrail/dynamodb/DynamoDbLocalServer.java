package io.deploytrail.dynamodb;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.jetty.server.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local as a process of its own, in memory, for functions that run as processes or in
/// containers. Tests within one process use [DynamoDbLocal].
public final class DynamoDbLocalServer {
  private static final int OF_ITS_CHOICE = 0;

  private DynamoDbLocalServer() {}

  /// `<template> [<table> …]`: creates the tables as the template defines them, prints its
  /// endpoint, and runs until it is stopped. Any credentials and Region see the same tables.
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("<address> <template> [<table> …] was expected");
    }
    // DynamoDB Local's own server listens on every interface.
    var server =
        new Server(new InetSocketAddress(InetAddress.getByName(arguments[0]), OF_ITS_CHOICE));
    var isInMemory = true;
    var isShared = true;
    var delaysStatuses = false;
    var requests =
        new LocalDynamoDBRequestHandler(OF_ITS_CHOICE, isInMemory, null, isShared, delaysStatuses);
    server.setHandler(new LocalDynamoDBServerHandler(requests, "*"));
    server.start();
    createTables(server.getURI(), arguments);
    System.out.println(server.getURI());
    server.join();
  }

  private static void createTables(URI endpoint, String[] arguments) {
    var anybody =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "anything"));
    try (var client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(anybody)
            .build()) {
      Arrays.stream(arguments)
          .skip(2)
          .map(table -> TableDefinition.read(Path.of(arguments[1]), table))
          .forEach(client::createTable);
    }
  }
}
