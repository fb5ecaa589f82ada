// Fences for two threads each of which writes one word and then reads the other's, where one does so all the
// time and the other seldom. The busy one pays next to nothing; the other one makes every running thread that
// is registered pass a fence, also those of other processes that do as ours.
#pragma once

#include <atomic>
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace loopscope {

namespace detail {
// Where the kernel has no such call, both sides pay.
inline const bool fence_by_kernel =
    syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED, 0, 0) == 0;
}  // namespace detail

// Between the write and the read of the busy one.
inline void light_fence() {
    if (detail::fence_by_kernel) [[likely]]
        std::atomic_signal_fence(std::memory_order_seq_cst);
    else
        __sync_synchronize();
}
// Between the write and the read of the other: about a microsecond.
inline void heavy_fence() {
    if (detail::fence_by_kernel)
        syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL_EXPEDITED, 0, 0);
    else
        __sync_synchronize();
}

}  // namespace loopscope
