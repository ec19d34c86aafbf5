//===- CalibrationReport.h - how well the effort model fits ------*- C++ -*-===//
#pragma once

#include "Report/Report.h"
#include "Score/Calibrate.h"

namespace ascendify {

/// For a terminal.
std::string calibrationText(const Calibration &, const ReportOptions &);
/// By calibration.schema.json.
std::string calibrationJson(const Calibration &);

} // namespace ascendify
