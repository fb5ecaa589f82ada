// The memory that a program in a process of its own records into, as either of the two sees it.
#pragma once

#include "core/base/descriptor.hpp"
#include "core/link/layout.hpp"

namespace loopscope::link {

// New memory, whose size nobody can change any more: reading it can't fail, whatever the other one does.
// Throws std::system_error.
Descriptor make_memory();

class SharedMemory {
public:
    // Throws std::system_error, also when it is not memory as make_memory() makes it.
    explicit SharedMemory(int descriptor);
    ~SharedMemory();
    SharedMemory(const SharedMemory&) = delete;
    SharedMemory& operator=(const SharedMemory&) = delete;

    [[nodiscard]] Head& head() const { return *reinterpret_cast<Head*>(bytes_); }
    [[nodiscard]] char* tables() const { return bytes_ + kTablesAt; }
    [[nodiscard]] trace::RingPlace ring(std::size_t number) const;

    // From here on a process that forks off this one writes into a copy: two that wrote to one ring would
    // make nonsense of it.
    void keep_forks_out(int descriptor) const;

private:
    char* bytes_;
};

}  // namespace loopscope::link
