package dev.moonshift.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Collects what a program prints. */
final class Output {
  private Output() {}

  /** A program, which may fail in any way. */
  @FunctionalInterface
  interface Program {
    void run() throws Exception;
  }

  static List<String> linesOf(Program program) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return output.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
