//===- main.cpp - ascendify -----------------------------------------------===//
#include "Driver/Driver.h"

int main(int argc, const char **argv) { return ascendify::drive(argc, argv); }
