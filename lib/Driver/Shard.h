//===- Shard.h - a part of an audit, to be joined later ----------*- C++ -*-===//
//
// A shard's result is an ordinary audit of its part of the files, and an additional member
// `shard` with what it observed. Joining repeats the merging and the judging over the observations of
// all shards, so that the result is the one of a single run: kernels are launched from other shards,
// and a header is seen by units of several. The trap: what a judgement reads from the sources
// must travel along, because where shards are joined there may be no sources.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Driver/Pipeline.h"

namespace ascendify {

/// The files and units of \p whole that belong to \p part: by size, so that parts take about equally
/// long. Every file and every unit belongs to exactly one part; all else is as in \p whole.
Project partOf(const Project &whole, Shard part);

/// What the shard of \p part observed, \p tape, with the texts of its files. \p notes are those of
/// before the judging, which adds its own.
ShardFacts packShard(const Project &part, const Project &whole, Shard which,
                     const ObserveTape &tape, llvm::ArrayRef<std::string> notes);

/// \p json, an audit as `--format json` writes it, with the member `shard`.
std::string withShard(std::string json, const ShardFacts &facts);

/// Joins the shards in the files \p paths. \p options gives the data to judge with. An error says
/// which file does not fit the others, or is no whole shard.
llvm::Expected<PipelineResult> mergeShards(const PipelineOptions &options,
                                           llvm::ArrayRef<std::string> paths);

} // namespace ascendify
