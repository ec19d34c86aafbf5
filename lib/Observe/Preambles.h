//===- Preambles.h - the preambles of a run ----------------------*- C++ -*-===//
//
// A preamble holds the bundled declarations and the usual standard headers, precompiled. It is
// named by what it was made of, so that it can be kept between runs, and so that facts can depend on
// it without the file. The trap: whoever parsed with it has not read those headers and must
// depend on all of them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Observe/Worker.h"
#include <map>

namespace ascendify {

class Preambles {
public:
  /// \p folder is where they are kept. References are kept.
  Preambles(std::string folder, const std::string &root, const ObserveOptions &options,
            FileStates &files)
      : Folder(std::move(folder)), Root(root), Options(options), Files(files) {}

  struct Entry {
    const Unit *Sample = nullptr; ///< one unit that takes it
    std::string Folder;
    std::string File;  ///< of the preamble; empty until it is there
    std::string Named; ///< where it would be; empty until its digest is known
    ContentDigest Id{}; ///< of what it is made of
    bool Known = false; ///< Id is right
  };

  /// The preamble of \p unit; null when it takes none. Not for several threads.
  Entry *of(const Unit &unit);
  /// Makes \p entry's file; then Known is set, and File unless it cannot be made.
  void build(Entry &entry, Worker &worker, const std::atomic<bool> &cancel);

private:
  std::string Folder;
  const std::string &Root;
  const ObserveOptions &Options;
  FileStates &Files;
  std::map<std::string, Entry> Entries; ///< by name
};

} // namespace ascendify
