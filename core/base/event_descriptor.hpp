// A descriptor that wakes whoever polls it.
#pragma once

#include "core/base/descriptor.hpp"

#include <cerrno>
#include <sys/eventfd.h>
#include <system_error>

namespace loopscope {

class EventDescriptor {
public:
    // Throws std::system_error when there are no more descriptors.
    EventDescriptor() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        if (descriptor_.get() < 0) throw std::system_error(errno, std::system_category(), "an eventfd");
    }

    // Readable from set() until clear().
    [[nodiscard]] int get() const { return descriptor_.get(); }
    // Any thread.
    void set() const { eventfd_write(descriptor_.get(), 1); }
    void clear() const {
        eventfd_t ignored = 0;
        eventfd_read(descriptor_.get(), &ignored);
    }

private:
    Descriptor descriptor_;
};

}  // namespace loopscope
