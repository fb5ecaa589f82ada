// What a program in a process of its own has recorded, as we read it. The program may write anything, at any
// time: each event is copied once, then checked, and no number of it is trusted before.
#pragma once

#include "core/link/shared_memory.hpp"
#include "core/link/table_reader.hpp"
#include "core/trace/ring_reader.hpp"
#include "core/trace/validate.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::link {

class Recording {
public:
    Recording(const SharedMemory& memory, const TableLimits& limits)
        : memory_(memory), tables_(limits), rings_(memory.head().run) {}

    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const { return tables_.tables(); }

    // Appends to `out` what is there now.
    void read(std::vector<trace::Event>& out) { read(out, false); }
    // The same once nobody writes any more, or is believed any more: what is missing is skipped and told.
    void read_rest(std::vector<trace::Event>& out) { read(out, true); }
    // Only what may keep the program waiting although nobody takes its events.
    void read_tables();

    // Why nothing more of it can be read, as in "the program broke off: ..."; empty: it can.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }
    // The event that ends a run has been read.
    [[nodiscard]] bool has_ended() const { return has_ended_; }
    [[nodiscard]] std::int64_t last_time() const { return rings_.last_time(); }

    // Ends a run that could not tell its end: `how` and `last_words` may be empty.
    void break_off(std::string_view how, std::string_view last_words, std::vector<trace::Event>& out);

private:
    void read(std::vector<trace::Event>& out, bool rest);
    [[nodiscard]] bool makes_sense(const trace::Event& event);

    const SharedMemory& memory_;
    TableReader tables_;
    trace::Validator validator_{*tables_.tables()};
    trace::RingReader rings_;
    std::string trouble_;
    bool has_ended_ = false;
};

}  // namespace loopscope::link
