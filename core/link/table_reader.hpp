// Reads the stream of tables that a program writes into the memory. It believes nothing that it reads.
#pragma once

#include "core/link/layout.hpp"
#include "core/link/wire.hpp"
#include "core/trace/tables.hpp"

#include <memory>

namespace loopscope::link {

// What is kept of a program at most. A program that tells more is not listened to any longer.
struct TableLimits {
    std::size_t entries = std::size_t{1} << 23U;
    std::size_t bytes = std::size_t{1} << 29U;
};

class TableReader {
public:
    explicit TableReader(const TableLimits& limits)
        : limits_(limits), tables_(std::make_shared<trace::Tables>()) {}

    [[nodiscard]] std::shared_ptr<trace::Tables> tables() const { return tables_; }

    enum class Found : std::uint8_t {
        Nothing,
        Some,      // and there is room again
        Nonsense,  // it can't be what a program tells
        TooMuch,   // more than the limits allow
    };
    // Takes all that is there now; `bytes` are the kTableBytes of the stream.
    [[nodiscard]] Found read(TableLine& line, const char* bytes);

private:
    [[nodiscard]] bool add(Frame type, Unpacker& fields);

    const TableLimits limits_;
    std::shared_ptr<trace::Tables> tables_;
    Inbox inbox_{trace::kLongestText + 4096};
    std::uint64_t tail_ = 0;
    std::size_t entries_ = 0, bytes_ = 0;
};

}  // namespace loopscope::link
