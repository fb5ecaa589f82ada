// The program's side of the memory: its events and its tables go there.
#pragma once

#include "core/link/shared_memory.hpp"
#include "core/trace/tables.hpp"

#include <functional>
#include <memory>
#include <string_view>

namespace loopscope::link {

class ProgramMemory final : public trace::Memory,
                            public trace::TableLog,
                            public std::enable_shared_from_this<ProgramMemory> {
public:
    // `news` is called on any thread, when there is something that has to be read before it can go on. Throws
    // std::system_error.
    ProgramMemory(int descriptor, std::function<void()> news);

    [[nodiscard]] trace::RunLine& line() override { return memory_.head().run; }
    [[nodiscard]] trace::RingPlace ring(std::size_t number) override;
    [[nodiscard]] std::shared_ptr<trace::TableLog> log() override { return shared_from_this(); }

    void add(std::string_view text) override;
    void add(const trace::Site& site) override;

private:
    void write(std::string_view frame);

    SharedMemory memory_;
    std::function<void()> news_;
};

}  // namespace loopscope::link
